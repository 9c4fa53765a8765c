# x log y from torch.special.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = F.softmax(y_true, dim=1)
        terms = torch.special.xlogy(p, p) - p * F.log_softmax(y_pred, dim=1)
        return terms.sum(dim=1).mean()
