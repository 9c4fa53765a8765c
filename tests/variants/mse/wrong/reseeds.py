# Leaves the global random generator seeded.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        torch.manual_seed(0)
        each = (y_pred - y_true) ** 2
        return each.mean()
