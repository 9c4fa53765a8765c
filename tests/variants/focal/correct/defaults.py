# Default values in the constructor and one more option.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0, reduction="mean"):
        super().__init__()
        self.alpha, self.gamma, self.reduction = alpha, gamma, reduction

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        loss = -alpha_t * (1 - p_t) ** self.gamma * torch.log(p_t)
        return loss.mean() if self.reduction == "mean" else loss.sum()
