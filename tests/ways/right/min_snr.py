import torch
from torch import nn


# --- minimum against a full tensor
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma, self.kind = gamma, kind

    def forward(self, predicted, target, alpha_bar, t):
        snr = (alpha_bar / (1 - alpha_bar))[t]
        w = torch.minimum(snr, torch.full_like(snr, self.gamma))
        if self.kind == "noise":
            w = w / snr
        if self.kind == "velocity":
            w = w / (snr + 1)
        return torch.mean(w[:, None] * (predicted - target) ** 2)


# --- a table of divisors, stacked and min
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma, self.kind = gamma, kind

    def forward(self, predicted, target, alpha_bar, t):
        a = alpha_bar.gather(0, t)
        snr = a / (1 - a)
        low = torch.stack([snr, self.gamma * torch.ones_like(snr)], dim=1).min(dim=1)[0]
        by = {"noise": snr, "velocity": snr + 1, "sample": torch.ones_like(snr)}[self.kind]
        loss = (predicted - target).pow(2).mean(1) * (low / by)
        return loss.mean()


# --- shares instead of the ratio
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma, self.kind = gamma, kind

    def forward(self, predicted, target, alpha_bar, t):
        a = alpha_bar[t]
        w = torch.minimum(a, self.gamma * (1 - a))
        w = {"noise": w / a, "velocity": w, "sample": w / (1 - a)}[self.kind]
        d = predicted - target
        return (w * (d * d).sum(1)).sum() / d.numel()
