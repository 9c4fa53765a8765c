# The modulating factor by expm1.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        log_p_t = F.logsigmoid((2 * y_true - 1) * y_pred)
        factor = (-torch.expm1(log_p_t)) ** self.gamma
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return -(alpha_t * factor * log_p_t).mean()
