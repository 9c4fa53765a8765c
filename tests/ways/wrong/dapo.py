import torch
from torch import nn


# --- clip above only
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).exp()
        loss = torch.max(-a * r, -a * r.clamp(max=1 + self.hi))
        return (loss * mask).sum() / mask.sum()


# --- old policy with a gradient
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs).exp()
        loss = torch.max(-a * r, -a * r.clamp(1 - self.lo, 1 + self.hi))
        return (loss * mask).sum() / mask.sum()


# --- divided by the responses
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).exp()
        loss = torch.max(-a * r, -a * r.clamp(1 - self.lo, 1 + self.hi))
        return (loss * mask).sum() / len(mask)


# --- clipped a second time where the advantage is negative
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).exp()
        loss = torch.max(-a * r, -a * r.clamp(1 - self.lo, 1 + self.hi))
        loss = torch.where(a < 0, torch.min(loss, -a * 3.0), loss)
        return (loss * mask).sum() / mask.sum()


# --- log-ratio clamped
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).clamp(-1, 1).exp()
        loss = torch.max(-a * r, -a * r.clamp(1 - self.lo, 1 + self.hi))
        return (loss * mask).sum() / mask.sum()
