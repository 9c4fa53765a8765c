# The mean of the means of the rows.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        rows = [(F.softplus(x) - x * y).mean() for x, y in zip(y_pred, y_true, strict=True)]
        return torch.stack(rows).mean()
