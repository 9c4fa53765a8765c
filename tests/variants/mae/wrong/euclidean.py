# The Euclidean length of the errors.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.linalg.vector_norm(y_pred - y_true) / y_pred.numel()
