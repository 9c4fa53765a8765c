import torch
from torch import nn


# --- clipped in log space
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        m = mask.to(log_probs.dtype)
        d = ((log_probs - old_log_probs.detach()) * m).sum(-1) / m.sum(-1)
        a = advantages.detach()
        return -torch.min(d.exp() * a, d.clamp(-self.lo, self.hi).exp() * a).mean()


# --- clipped only
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        m = mask.to(log_probs.dtype)
        d = ((log_probs - old_log_probs.detach()) * m).sum(-1) / m.sum(-1)
        return -(d.exp().clamp(1 - self.lo, 1 + self.hi) * advantages.detach()).mean()


# --- means of log-probabilities over all tokens of the batch
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        d = (log_probs - old_log_probs.detach())[mask].mean()
        s, a = d.exp(), advantages.detach()
        return -torch.min(s * a, s.clamp(1 - self.lo, 1 + self.hi) * a).mean()


# --- the sum over responses
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        m = mask.to(log_probs.dtype)
        s = (((log_probs - old_log_probs.detach()) * m).sum(-1) / m.sum(-1)).exp()
        a = advantages.detach()
        return -torch.min(s * a, s.clamp(1 - self.lo, 1 + self.hi) * a).sum()
