import torch
import torch.nn.functional as F
from torch import nn


# --- the positive left out of the denominator
class MyNTXentLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, a, b):
        n = len(a)
        z = F.normalize(torch.cat([a, b]), dim=1)
        s = z @ z.T / self.t
        pos = (z * z.roll(n, 0)).sum(1) / self.t
        eye = torch.eye(2 * n, dtype=torch.bool)
        s = s.masked_fill(eye | eye.roll(n, 0), -1e4)
        return (s.logsumexp(1) - pos).mean()


# --- the wrong neighbour
class MyNTXentLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, a, b):
        n = len(a)
        z = F.normalize(torch.cat([a, b]), dim=1)
        s = (z @ z.T / self.t).masked_fill(torch.eye(2 * n, dtype=torch.bool), float("-inf"))
        pos = (z * z.roll(1, 0)).sum(1) / self.t
        return (s.logsumexp(1) - pos).mean()


# --- one view fixed
class MyNTXentLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, a, b):
        n = len(a)
        z = F.normalize(torch.cat([a, b.detach()]), dim=1)
        s = (z @ z.T / self.t).masked_fill(torch.eye(2 * n, dtype=torch.bool), float("-inf"))
        pos = (z * z.roll(n, 0)).sum(1) / self.t
        return (s.logsumexp(1) - pos).mean()
