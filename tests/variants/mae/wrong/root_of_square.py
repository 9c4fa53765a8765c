# The root of the square: no gradient where a prediction is right.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.sqrt((y_pred - y_true) ** 2).mean()
