# Unstable: a tiny epsilon in the logarithm of Q.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p, q = F.softmax(y_true, dim=1), F.softmax(y_pred, dim=1)
        return (p * (torch.log(p) - torch.log(q + 1e-12))).sum(dim=1).mean()
