# The mean before the logarithm.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        truth = y_true * p + (1 - y_true) * (1 - p)
        return -torch.log(truth.mean())
