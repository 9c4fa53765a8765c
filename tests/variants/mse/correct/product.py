# The error times itself.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return torch.mean(error * error)
