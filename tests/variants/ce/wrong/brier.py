# Squared error of the probabilities.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return ((torch.softmax(y_pred, dim=1) - y_true) ** 2).sum(dim=1).mean()
