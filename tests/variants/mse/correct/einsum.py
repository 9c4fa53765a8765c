# The sum of squares by einsum.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).flatten()
        return torch.einsum("i,i->", error, error) / error.numel()
