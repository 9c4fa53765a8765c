# Labels become -1 and 1.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        sign = 2 * y_true - 1
        p_t = torch.sigmoid(sign * y_pred)
        alpha_t = 0.5 + sign * (self.alpha - 0.5)
        return -(alpha_t * (1 - p_t) ** self.gamma * torch.log(p_t)).mean()
