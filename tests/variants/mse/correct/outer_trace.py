# The trace of the outer product.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).flatten()
        return torch.outer(error, error).trace() / error.numel()
