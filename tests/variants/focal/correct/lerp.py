# p_t and alpha_t by linear interpolation.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = torch.lerp(1 - p, p, y_true)
        alpha_t = (1 - self.alpha) + (2 * self.alpha - 1) * y_true
        return torch.mean(alpha_t * torch.pow(1 - p_t, self.gamma) * torch.log(p_t)).neg()
