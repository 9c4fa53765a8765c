# Only where P is above zero is there anything to add.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = F.softmax(y_true, dim=1)
        log_q = F.log_softmax(y_pred, dim=1)
        terms = torch.where(p > 0, p * (p.log() - log_q), torch.zeros_like(p))
        return terms.sum() / y_pred.size(0)
