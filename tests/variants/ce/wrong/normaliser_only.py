# The logit of the true class is never taken off.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.logsumexp(y_pred, dim=1).mean()
