# The stable form with relu for the maximum.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        x = y_pred
        return torch.mean(torch.relu(x) - x * y_true + torch.log(1 + torch.exp(-torch.abs(x))))
