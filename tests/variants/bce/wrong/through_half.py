# Computed in half precision.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        dtype = y_pred.dtype
        y_pred, y_true = y_pred.half(), y_true.half()
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean().to(dtype)
