# p_t and alpha_t by where.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        is_positive = y_true == 1
        p_t = torch.where(is_positive, p, 1 - p)
        alpha = torch.as_tensor(self.alpha, dtype=p.dtype)
        alpha_t = torch.where(is_positive, alpha, 1 - alpha)
        return (-alpha_t * (1 - p_t).pow(self.gamma) * p_t.log()).mean()
