# Probabilities held one rounding away from 0 and 1.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        eps = torch.finfo(y_pred.dtype).eps
        p = torch.sigmoid(y_pred).clamp(eps, 1 - eps)
        return -(y_true * p.log() + (1 - y_true) * (1 - p).log()).mean()
