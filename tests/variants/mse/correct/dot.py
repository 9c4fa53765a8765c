# A dot product of the errors with themselves.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).reshape(-1)
        return error @ error / error.numel()
