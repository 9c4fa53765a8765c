# Cross-entropy by relu, p_t from the sigmoid.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        ce = torch.relu(y_pred) - y_pred * y_true + torch.log1p(torch.exp(-y_pred.abs()))
        p = torch.sigmoid(y_pred)
        p_t = torch.where(y_true == 1, p, 1 - p)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return (alpha_t * (1 - p_t).pow(self.gamma) * ce).mean()
