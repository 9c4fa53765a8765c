# Cross-entropy by clamp, p_t from it.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        ce = y_pred.clamp(min=0) - y_pred * y_true + torch.log1p(torch.exp(-y_pred.abs()))
        p_t = torch.exp(-ce)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return (alpha_t * (1 - p_t) ** self.gamma * ce).mean()
