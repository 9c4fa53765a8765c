import torch
import torch.nn.functional as F
from torch import nn


# --- torch's std
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam, self.eps = weight, eps

    def forward(self, a, b):
        za = (a - a.mean(0)) / (a.std(0) + self.eps)
        zb = (b - b.mean(0)) / (b.std(0) + self.eps)
        c = za.T @ zb / len(a)
        d = c.diagonal()
        return ((d - 1) ** 2).sum() + self.lam * ((c**2).sum() - (d**2).sum())


# --- cosines of samples
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam = weight

    def forward(self, a, b):
        c = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
        d = c.diagonal()
        return ((d - 1) ** 2).sum() + self.lam * ((c**2).sum() - (d**2).sum())


# --- mean over the dimensions
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam, self.eps = weight, eps

    def forward(self, a, b):
        za = (a - a.mean(0)) / torch.sqrt(a.var(0, unbiased=False) + self.eps)
        zb = (b - b.mean(0)) / torch.sqrt(b.var(0, unbiased=False) + self.eps)
        c = za.T @ zb / len(a)
        eye = torch.eye(len(c), dtype=torch.bool)
        off = c[~eye].square().mean() if len(c) > 1 else 0
        return (c[eye] - 1).square().mean() + self.lam * off


# --- statistics without a gradient
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam, self.eps = weight, eps

    def norm(self, x):
        with torch.no_grad():
            m, v = x.mean(0), x.var(0, unbiased=False)
        return (x - m) / (v + self.eps).sqrt()

    def forward(self, a, b):
        c = self.norm(a).T @ self.norm(b) / len(a)
        d = c.diagonal()
        return ((d - 1) ** 2).sum() + self.lam * ((c**2).sum() - (d**2).sum())
