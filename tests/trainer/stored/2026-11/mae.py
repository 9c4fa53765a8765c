# The document's operations: mean of the built-in abs.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, y_pred, y_true):
        return torch.mean(abs(y_pred - y_true))
