import torch
from torch import nn


# --- as a loss, with a float mask
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        m = mask.to(log_probs.dtype)
        d = ((log_probs - old_log_probs.detach()) * m).sum(-1) / m.sum(-1)
        s = torch.exp(d)
        a = advantages.detach()
        loss1, loss2 = -a * s, -a * torch.clamp(s, 1 - self.lo, 1 + self.hi)
        return torch.max(loss1, loss2).mean()


# --- token by token, with a stop-gradient
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = epsilon_low, epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        n = mask.sum(1, keepdim=True)
        gap = torch.where(mask, log_probs - old_log_probs.detach(), 0.0)
        mean = (gap.sum(1, keepdim=True) / n).detach()
        s = torch.exp(log_probs - log_probs.detach() + mean)
        a = advantages.detach()[:, None]
        kept = torch.minimum(s * a, s.clamp(1 - self.lo, 1 + self.hi) * a)
        return -(torch.where(mask, kept, 0.0).sum(1) / n[:, 0]).mean()


# --- a response at a time
class MyGSPOLoss(nn.Module):
    def __init__(self, epsilon_low, epsilon_high):
        super().__init__()
        self.lo, self.hi = 1 - epsilon_low, 1 + epsilon_high

    def forward(self, log_probs, old_log_probs, advantages, mask):
        out = []
        old, adv = old_log_probs.detach(), advantages.detach()
        for b in range(len(adv)):
            s = (log_probs[b][mask[b]] - old[b][mask[b]]).mean().exp()
            out.append(torch.min(s * adv[b], s.clip(self.lo, self.hi) * adv[b]))
        return -torch.stack(out).mean()
