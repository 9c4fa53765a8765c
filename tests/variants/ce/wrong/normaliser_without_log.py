# The sum of exponentials without its logarithm.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = y_pred - torch.exp(y_pred).sum(dim=1, keepdim=True)
        return -(y_true * log_probs).sum(dim=1).mean()
