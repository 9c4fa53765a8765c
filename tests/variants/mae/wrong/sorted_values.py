# Compares the sorted values instead of the pairs.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return abs(y_pred.sort().values - y_true.sort().values).mean()
