# Compares the sorted values instead of the pairs.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return ((y_pred.sort().values - y_true.sort().values) ** 2).mean()
