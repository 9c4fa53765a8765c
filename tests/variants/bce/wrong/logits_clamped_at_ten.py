# Logits clamped to [-10, 10] before a stable formula.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        x = y_pred.clamp(-10, 10)
        return (F.softplus(x) - x * y_true).mean()
