# The 1-norm divided by the number of elements.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.linalg.vector_norm(y_pred - y_true, ord=1) / y_pred.numel()
