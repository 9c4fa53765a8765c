import torch
import torch.nn.functional as F
from torch import nn


# --- the shift not clamped
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        q = torch.sigmoid(logits) - self.m
        pos = labels * torch.sigmoid(-logits) ** self.gp * F.logsigmoid(logits)
        neg = (1 - labels) * q**self.gn * torch.log(1 - q)
        return -(pos + neg).mean()


# --- the logarithm of a probability
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        q = (p - self.m).clamp(min=0)
        pos = labels * (1 - p) ** self.gp * torch.log(p)
        neg = (1 - labels) * q**self.gn * torch.log(1 - q)
        return -(pos + neg).mean()


# --- clamped at 1e-8
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        p = torch.sigmoid(logits)
        q = (p - self.m).clamp(min=0)
        pos = labels * (1 - p) ** self.gp * torch.log(p.clamp(min=1e-8))
        neg = (1 - labels) * q**self.gn * torch.log((1 - q).clamp(min=1e-8))
        return -(pos + neg).mean()


# --- softmax
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        p = torch.softmax(logits, 1)
        q = (p - self.m).clamp(min=0)
        pos = labels * (1 - p) ** self.gp * torch.log_softmax(logits, 1)
        neg = (1 - labels) * q**self.gn * torch.log1p(-q)
        return -(pos + neg).mean()
