# The variance of the errors with n - 1.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.var(y_pred - y_true)
