# max(x, 0) - xy + log(1 + e^-|x|) for the cross-entropy.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        ce = y_pred.clamp(min=0) - y_pred * y_true + torch.log1p(torch.exp(-y_pred.abs()))
        p = torch.sigmoid(y_pred)
        miss = y_true * (1 - p) + (1 - y_true) * p
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return (alpha_t * miss**self.gamma * ce).mean()
