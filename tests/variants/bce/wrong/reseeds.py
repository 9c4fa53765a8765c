# Leaves the global random generator seeded.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        torch.manual_seed(0)
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean()
