import torch
from torch import nn


# --- as a loss, with a float mask
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.L = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        m = mask.to(log_probs.dtype)
        adv = (rewards - rewards.mean()).detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        loss = torch.max(-adv * r, -adv * r.clamp(1 - self.eps, 1 + self.eps))
        return ((loss * m).sum(-1) / self.L).mean()


# --- a response at a time
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.max_length = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        with torch.no_grad():
            old, adv = old_log_probs.clone(), rewards - rewards.mean()
        total = 0.0
        for b in range(rewards.shape[0]):
            keep = mask[b]
            r = (log_probs[b][keep] - old[b][keep]).exp()
            s = torch.min(r * adv[b], r.clip(1 - self.eps, 1 + self.eps) * adv[b])
            total = total + s.sum()
        return -total / (rewards.shape[0] * self.max_length)


# --- by the sign of the advantage
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.lo, self.hi, self.n = 1 - epsilon, 1 + epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        a = (rewards - rewards.mean()).detach().unsqueeze(-1).expand_as(mask)[mask]
        r = torch.exp(log_probs[mask] - old_log_probs.detach()[mask])
        r = torch.where(a > 0, r.clamp(max=self.hi), r.clamp(min=self.lo))
        return -(r * a).sum() / self.n / rewards.numel()
