# The last sample is left out.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        return each[:-1].sum() / each[:-1].numel()
