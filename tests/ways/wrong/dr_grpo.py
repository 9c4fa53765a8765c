import torch
from torch import nn


# --- longest response of the batch
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.L = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        adv = (rewards - rewards.mean()).detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        s = torch.min(adv * r, adv * r.clamp(1 - self.eps, 1 + self.eps)) * mask
        return -(s.sum(1) / mask.sum(1).max()).mean()


# --- population deviation kept
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.L = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        adv = (rewards - rewards.mean()) / (rewards.std(unbiased=False) + 1e-6)
        adv = adv.detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        s = torch.min(adv * r, adv * r.clamp(1 - self.eps, 1 + self.eps)) * mask
        return -(s.sum(1) / self.L).mean()


# --- padding counted
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.L = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        adv = (rewards - rewards.mean()).detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        s = torch.min(adv * r, adv * r.clamp(1 - self.eps, 1 + self.eps))
        return -(s.sum(1) / self.L).mean()


# --- gradient into the old policy
class MyDrGRPOLoss(nn.Module):
    def __init__(self, epsilon, max_length):
        super().__init__()
        self.eps, self.L = epsilon, max_length

    def forward(self, log_probs, old_log_probs, rewards, mask):
        adv = (rewards - rewards.mean())[:, None]
        r = torch.exp(log_probs - old_log_probs)
        s = torch.min(adv * r, adv * r.clamp(1 - self.eps, 1 + self.eps)) * mask
        return -(s.sum(1) / self.L).mean()
