import torch
from torch import nn


# --- the bound before the first clip's minimum, both signs
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach())
        clipped = r.clamp(1 - self.eps, 1 + self.eps) * a
        kept = torch.min(torch.max(r * a, self.c * a), clipped)
        return -(kept * mask).sum() / mask.sum()


# --- the bound is 1 + c
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach()).clamp(max=1 + self.c)
        kept = torch.min(r * a, r.clamp(1 - self.eps, 1 + self.eps) * a)
        return -(kept * mask).sum() / mask.sum()


# --- clipped only
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach())
        kept = r.clamp(1 - self.eps, 1 + self.eps) * a
        kept = torch.where(a < 0, torch.max(kept, self.c * a), kept)
        return -(kept * mask).sum() / mask.sum()


# --- sign missing
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach()).clamp(max=self.c)
        kept = torch.min(r * a, r.clamp(1 - self.eps, 1 + self.eps) * a)
        return (kept * mask).sum() / mask.sum()
