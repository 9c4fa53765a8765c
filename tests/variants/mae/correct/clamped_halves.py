# Both halves of the error by clamp.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return (error.clamp(min=0) - error.clamp(max=0)).mean()
