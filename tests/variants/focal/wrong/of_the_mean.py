# The factor is computed from the mean cross-entropy.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        ce = -torch.log(p_t).mean()
        return self.alpha * (1 - torch.exp(-ce)) ** self.gamma * ce
