# H(P, Q) - H(P).
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.softmax(y_true, dim=1)
        cross_entropy = -(p * F.log_softmax(y_pred, dim=1)).sum(dim=1)
        entropy = -(p * torch.log(p)).sum(dim=1)
        return (cross_entropy - entropy).mean()
