import torch
import torch.nn.functional as F
from torch import nn


# --- like the authors
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance=25.0, variance=25.0, covariance=1.0):
        super().__init__()
        self.l, self.m, self.n = invariance, variance, covariance

    def off(self, c):
        return c[~torch.eye(len(c), dtype=torch.bool)]

    def forward(self, a, b):
        n, d = a.shape
        repr_loss = ((a - b) ** 2).mean()
        a, b = a - a.mean(dim=0), b - b.mean(dim=0)
        std_a = torch.sqrt(a.var(dim=0) + 0.0001)
        std_b = torch.sqrt(b.var(dim=0) + 0.0001)
        std = F.relu(1 - std_a).mean() / 2 + F.relu(1 - std_b).mean() / 2
        cov_a, cov_b = (a.T @ a) / (n - 1), (b.T @ b) / (n - 1)
        cov = self.off(cov_a).pow(2).sum() / d + self.off(cov_b).pow(2).sum() / d
        return self.l * repr_loss + self.m * std + self.n * cov


# --- both views at once
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def forward(self, a, b):
        x = torch.stack([a, b])
        n, d = a.shape
        x = x - x.mean(1, keepdim=True)
        c = torch.einsum("vni,vnj->vij", x, x) / (n - 1)
        v = c.diagonal(dim1=1, dim2=2)
        inv = ((a - b) ** 2).sum() / (n * d)
        var = torch.clamp(1 - (v + 1e-4) ** 0.5, min=0).mean()
        cov = ((c**2).sum() - (v**2).sum()) / d
        return self.w[0] * inv + self.w[1] * var + self.w[2] * cov


# --- torch.cov and a triangle
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def one(self, x):
        d = x.shape[1]
        c = torch.cov(x.T).view(d, d)
        std = (c.diag() + 1e-4).sqrt()
        return self.w[1] / 2 * (1 - std).relu().mean() + 2 * self.w[2] * c.triu(1).pow(2).sum() / d

    def forward(self, a, b):
        return self.w[0] * (a - b).pow(2).mean() + self.one(a) + self.one(b)
