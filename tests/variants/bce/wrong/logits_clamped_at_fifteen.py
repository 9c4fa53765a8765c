# Logits above 15 are cut off.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        x = y_pred.clamp(max=15)
        return (F.softplus(x) - x * y_true).mean()
