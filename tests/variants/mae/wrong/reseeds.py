# Leaves the global random generator seeded.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        torch.manual_seed(0)
        each = (y_pred - y_true).abs()
        return each.mean()
