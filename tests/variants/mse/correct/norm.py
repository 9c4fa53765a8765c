# The squared 2-norm divided by the number of elements.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.linalg.vector_norm(y_pred - y_true) ** 2 / y_pred.numel()
