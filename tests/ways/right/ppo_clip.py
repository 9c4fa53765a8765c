import torch
from torch import nn


# --- the larger of two losses
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon=0.2):
        super().__init__()
        self.eps = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs.detach()).exp()
        a = advantages.detach()
        l1, l2 = -a * r, -a * torch.clamp(r, 1.0 - self.eps, 1.0 + self.eps)
        m = mask.to(r.dtype)
        return (torch.max(l1, l2) * m).sum() / m.sum()


# --- selected by the mask
class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.lo, self.hi = 1 - epsilon, 1 + epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        with torch.no_grad():
            old, a = old_log_probs[mask], advantages[mask]
        r = torch.exp(log_probs[mask] - old)
        both = torch.stack([r * a, r.clip(self.lo, self.hi) * a])
        return -both.min(dim=0).values.mean()
