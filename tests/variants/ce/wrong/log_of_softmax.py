# Unstable: the logarithm of a softmax.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * torch.log(torch.softmax(y_pred, dim=1))).sum(dim=1).mean()
