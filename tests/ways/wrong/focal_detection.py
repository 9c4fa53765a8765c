import torch
import torch.nn.functional as F
from torch import nn


# --- the mean of each anchor
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        z = (2 * labels - 1) * logits
        a = self.alpha * labels + (1 - self.alpha) * (1 - labels)
        each = a * torch.exp(self.gamma * F.logsigmoid(-z)) * F.softplus(-z)
        return each.mean(1).sum() / labels.sum().clamp(min=1)


# --- through probabilities
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        pt = p * labels + (1 - p) * (1 - labels)
        a = self.alpha * labels + (1 - self.alpha) * (1 - labels)
        return -(a * (1 - pt) ** self.gamma * pt.log()).sum() / labels.sum().clamp(min=1)


# --- nothing for a picture without objects
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        if labels.sum() == 0:
            return 0 * logits.sum()
        z = (2 * labels - 1) * logits
        a = self.alpha * labels + (1 - self.alpha) * (1 - labels)
        each = a * torch.exp(self.gamma * F.logsigmoid(-z)) * F.softplus(-z)
        return each.sum() / labels.sum()
