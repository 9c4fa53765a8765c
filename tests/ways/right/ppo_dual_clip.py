import torch
from torch import nn


# --- as losses
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        adv = advantages.detach()
        ratio = torch.exp(log_probs - old_log_probs.detach())
        l1 = -adv * ratio
        l2 = -adv * torch.clamp(ratio, 1 - self.eps, 1 + self.eps)
        worse = torch.maximum(l1, l2)
        capped = torch.minimum(worse, -adv * self.c)
        loss = torch.where(adv < 0, capped, worse)
        m = mask.to(loss.dtype)
        return (loss * m).sum() / m.sum()


# --- the ratio is bounded first
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[mask]
        r = (log_probs[mask] - old_log_probs.detach()[mask]).exp().clamp(max=self.c)
        return -torch.min(r * a, r.clip(1 - self.eps, 1 + self.eps) * a).mean()


# --- good and bad tokens apart
class MyDualClipLoss(nn.Module):
    def __init__(self, epsilon, bound):
        super().__init__()
        self.eps, self.c = epsilon, bound

    def forward(self, log_probs, old_log_probs, advantages, mask):
        adv = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach())
        good = mask & (adv >= 0)
        bad = mask & (adv < 0)
        total = (torch.clamp(r[good], max=1 + self.eps) * adv[good]).sum()
        total = total + (torch.clamp(r[bad], 1 - self.eps, self.c) * adv[bad]).sum()
        return -total / mask.sum()
