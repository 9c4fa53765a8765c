# The mean before the logarithm.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = (y_true * torch.softmax(y_pred, dim=1)).sum(dim=1)
        return -torch.log(probs.mean())
