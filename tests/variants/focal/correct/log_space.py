# Everything through log-sigmoid.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        z = torch.where(y_true == 1, y_pred, -y_pred)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        return -(alpha_t * torch.exp(self.gamma * F.logsigmoid(-z)) * F.logsigmoid(z)).mean()
