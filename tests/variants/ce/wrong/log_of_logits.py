# The logarithm of the logits themselves.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * torch.log(y_pred)).sum(dim=1).mean()
