# Twice a Huber loss so wide that it is quadratic everywhere.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).abs()
        return 2 * torch.where(error < 1e6, 0.5 * error * error, error).mean()
