# The sum by einsum.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = (y_pred - y_true).abs().flatten()
        return torch.einsum("i->", size) / size.numel()
