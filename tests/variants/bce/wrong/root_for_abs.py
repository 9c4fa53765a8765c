# The absolute value as a root: no gradient at a logit of zero.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        size = torch.sqrt(y_pred**2)
        largest = (y_pred + size) / 2
        return (largest - y_pred * y_true + torch.log1p(torch.exp(-size))).mean()
