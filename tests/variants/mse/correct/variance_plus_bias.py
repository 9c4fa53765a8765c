# Variance plus squared mean.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return error.var(correction=0) + error.mean() ** 2
