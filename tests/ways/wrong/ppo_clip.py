import torch
from torch import nn


# --- the log-ratio clipped
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        d = log_probs - old_log_probs.detach()
        a = advantages.detach()
        obj = torch.min(d.exp() * a, d.clamp(-self.eps, self.eps).exp() * a)
        return -(obj * mask).sum() / mask.sum()


# --- old policy with a gradient
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs).exp()
        a = advantages.detach()
        obj = torch.min(r * a, r.clamp(1 - self.eps, 1 + self.eps) * a)
        return -(obj * mask).sum() / mask.sum()


# --- the minimum before the advantage
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs.detach()).exp()
        obj = torch.min(r, r.clamp(1 - self.eps, 1 + self.eps)) * advantages.detach()
        return -(obj * mask).sum() / mask.sum()


# --- a mean over everything
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs.detach()).exp()
        a = advantages.detach()
        obj = torch.min(r * a, r.clamp(1 - self.eps, 1 + self.eps) * a)
        return -(obj * mask).mean()


# --- the dual clip
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs.detach()).exp()
        a = advantages.detach()
        obj = torch.min(r * a, r.clamp(1 - self.eps, 1 + self.eps) * a)
        obj = torch.where(a < 0, torch.max(obj, 3 * a), obj)
        return -(obj * mask).sum() / mask.sum()
