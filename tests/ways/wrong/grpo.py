import torch
from torch import nn


# --- token mean
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        d = reference_log_probs.detach() - log_probs
        loss = pg + self.beta * (d.exp() - d - 1)
        return (loss * mask).sum() / mask.sum()


# --- advantages along the tokens
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        a = advantages.detach()
        r = torch.exp(log_probs - old_log_probs.detach())
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        d = reference_log_probs.detach() - log_probs
        loss = pg + self.beta * (d.exp() - d - 1)
        return ((loss * mask).sum(1) / mask.sum(1)).mean()


# --- the penalty within the minimum
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        d = reference_log_probs.detach() - log_probs
        a = advantages.detach()[:, None] - self.beta * (d.exp() - d - 1)
        r = torch.exp(log_probs - old_log_probs.detach())
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        return ((pg * mask).sum(1) / mask.sum(1)).mean()


# --- no exponential
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = log_probs - old_log_probs.detach()
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        d = reference_log_probs.detach() - log_probs
        loss = pg + self.beta * (d.exp() - d - 1)
        return ((loss * mask).sum(1) / mask.sum(1)).mean()


# --- log-ratio clamped
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        a = advantages.detach()[:, None]
        r = (log_probs - old_log_probs.detach()).clamp(-1, 1).exp()
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        d = reference_log_probs.detach() - log_probs
        loss = pg + self.beta * (d.exp() - d - 1)
        return ((loss * mask).sum(1) / mask.sum(1)).mean()
