# Parameters become tensors of the dtype of the logits.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        alpha = y_pred.new_tensor(self.alpha)
        gamma = torch.as_tensor(self.gamma, dtype=y_pred.dtype)
        alpha_t = torch.where(y_true == 1, alpha, 1 - alpha)
        return -(alpha_t * (1 - p_t).pow(gamma) * p_t.log()).mean()
