import torch
import torch.nn.functional as F
from torch import nn


# --- the textbook form
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        a, g, y = self.alpha, self.gamma, labels
        return (-a * y * (1 - p) ** g * p.log() - (1 - a) * (1 - y) * p**g * (1 - p).log()).mean()


# --- softplus
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        up, down = F.softplus(-logits), F.softplus(logits)
        one = self.alpha * labels * torch.sigmoid(-logits) ** self.gamma * up
        two = (1 - self.alpha) * (1 - labels) * torch.sigmoid(logits) ** self.gamma * down
        return one.mean() + two.mean()


# --- an epsilon of 1e-12
class MyExpandedFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        pos = self.alpha * labels * (1 - p).pow(self.gamma) * torch.log(p + 1e-12)
        neg = (1 - self.alpha) * (1 - labels) * p.pow(self.gamma) * torch.log(1 - p + 1e-12)
        return -(pos + neg).sum() / logits.numel()
