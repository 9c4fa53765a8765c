# The log-cosh loss.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.log(torch.cosh(y_pred - y_true)).mean()
