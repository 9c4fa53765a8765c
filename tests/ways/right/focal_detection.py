import torch
import torch.nn.functional as F
from torch import nn


# --- through cross-entropy by softplus
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        ce = torch.relu(logits) - logits * labels + torch.log1p(torch.exp(-logits.abs()))
        missed = torch.exp(-F.softplus((2 * labels - 1) * logits))
        weight = torch.where(labels == 1, self.alpha, 1 - self.alpha).to(logits.dtype)
        return (weight * missed**self.gamma * ce).sum() / max(1.0, labels.sum().item())


# --- both labels apart
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        lp, ln = F.logsigmoid(logits), F.logsigmoid(-logits)
        one = self.alpha * (self.gamma * ln).exp() * lp
        zero = (1 - self.alpha) * (self.gamma * lp).exp() * ln
        n = torch.maximum(labels.sum(), torch.ones((), dtype=labels.dtype))
        return -(labels * one + (1 - labels) * zero).sum() / n


# --- counted as whole numbers
class MyDetectionFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, labels):
        z = torch.where(labels > 0, logits, -logits)
        a = torch.full_like(z, 1 - self.alpha)
        a[labels > 0] = self.alpha
        positives = max(int((labels > 0).sum()), 1)
        return torch.sum(a * torch.sigmoid(-z) ** self.gamma * F.softplus(-z)) / positives
