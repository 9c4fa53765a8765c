# Positive and negative errors are summed apart.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        above = error > 0
        return (error[above].sum() - error[~above].sum()) / error.numel()
