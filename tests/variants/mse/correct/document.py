# The document's operations: mean of the second power.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, y_pred, y_true):
        return torch.mean((y_pred - y_true) ** 2)
