# Squares that keep the sign of the error.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return (error * abs(error)).mean()
