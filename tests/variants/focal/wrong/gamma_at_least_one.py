# A gamma below 1 is raised to 1.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = max(gamma, 1)

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return -(alpha_t * (1 - p_t) ** self.gamma * torch.log(p_t)).mean()
