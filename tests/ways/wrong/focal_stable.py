import torch
import torch.nn.functional as F
from torch import nn


# --- the textbook form
class MyStableFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = logits.sigmoid()
        pt = labels * p + (1 - labels) * (1 - p)
        a = labels * self.alpha + (1 - labels) * (1 - self.alpha)
        return -(a * (1 - pt) ** self.gamma * pt.log()).mean()


# --- the batch's mean before the exponential
class MyStableFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        ce = F.softplus(-(2 * labels - 1) * logits).mean()
        return self.alpha * (1 - torch.exp(-ce)) ** self.gamma * ce
