# Parameters as buffers in double precision.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.register_buffer("alpha", torch.tensor(alpha, dtype=torch.float64))
        self.register_buffer("gamma", torch.tensor(gamma, dtype=torch.float64))

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        alpha = self.alpha.to(y_pred.dtype)
        alpha_t = alpha * y_true + (1 - alpha) * (1 - y_true)
        gamma = self.gamma.to(y_pred.dtype)
        return -(alpha_t * torch.pow(1 - p_t, gamma) * p_t.log()).mean()
