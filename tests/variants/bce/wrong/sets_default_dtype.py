# Leaves the default dtype at float64.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        torch.set_default_dtype(torch.float64)
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean()
