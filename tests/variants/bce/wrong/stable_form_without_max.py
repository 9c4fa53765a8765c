# The stable form without its first term.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (-y_pred * y_true + torch.log1p(torch.exp(-abs(y_pred)))).mean()
