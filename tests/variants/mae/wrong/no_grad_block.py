# Right value computed under no_grad.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        with torch.no_grad():
            each = (y_pred - y_true).abs()
            return each.mean()
