# Squared error of the probabilities.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return ((p - y_true) ** 2).mean()
