import torch
from torch import nn


# --- losses and a float mask
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low=0.2, epsilon_high=0.28):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).exp()
        loss = torch.max(-a * r, -a * r.clamp(1 - self.lo, 1 + self.hi))
        m = mask.to(r.dtype)
        return (loss * m).sum() / m.sum()


# --- selected tokens
class MyDAPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        with torch.no_grad():
            a = advantages[:, None].expand_as(log_probs)[mask]
            old = old_log_probs[mask]
        r = torch.exp(log_probs[mask] - old)
        return -torch.minimum(r * a, torch.clamp(r, 1 - self.lo, 1 + self.hi) * a).mean()
