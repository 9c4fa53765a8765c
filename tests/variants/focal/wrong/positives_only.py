# Negatives are dropped.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -(self.alpha * y_true * (1 - p) ** self.gamma * torch.log(p)).mean()
