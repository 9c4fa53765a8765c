import torch
import torch.nn.functional as F
from torch import nn


# --- from cross-entropy by softplus
class MyStableFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        z = (2 * labels - 1) * logits
        ce = F.softplus(-z)
        a = torch.where(
            labels == 1, self.alpha * torch.ones_like(z), (1 - self.alpha) * torch.ones_like(z)
        )
        return (a * torch.exp(-self.gamma * F.softplus(z)) * ce).mean()


# --- the two labels apart
class MyStableFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        lp, ln = F.logsigmoid(logits), F.logsigmoid(-logits)
        positive = self.alpha * (self.gamma * ln).exp() * lp
        negative = (1 - self.alpha) * (self.gamma * lp).exp() * ln
        return -(labels * positive + (1 - labels) * negative).mean()
