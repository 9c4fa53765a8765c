import torch
import torch.nn.functional as F
from torch import nn


# --- the epsilon outside
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def one(self, x):
        n, d = x.shape
        x = x - x.mean(0)
        c = x.T @ x / (n - 1)
        off = c - torch.diag(c.diag())
        return (
            self.w[1] / 2 * (1 - x.std(0) - 1e-4).relu().mean() + self.w[2] * off.pow(2).sum() / d
        )

    def forward(self, a, b):
        return self.w[0] * (a - b).pow(2).mean() + self.one(a) + self.one(b)


# --- not centred
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def one(self, x):
        n, d = x.shape
        std = torch.sqrt(x.var(0) + 1e-4)
        c = x.T @ x / (n - 1)
        off = c - torch.diag(c.diag())
        return self.w[1] / 2 * (1 - std).relu().mean() + self.w[2] * off.pow(2).sum() / d

    def forward(self, a, b):
        return self.w[0] * (a - b).pow(2).mean() + self.one(a) + self.one(b)


# --- the mean of the covariances
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def one(self, x):
        n = len(x)
        std = torch.sqrt(x.var(0) + 1e-4)
        z = x - x.mean(0)
        c = z.T @ z / (n - 1)
        off = c - torch.diag(c.diag())
        return self.w[1] / 2 * F.relu(1 - std).mean() + self.w[2] * off.pow(2).mean()

    def forward(self, a, b):
        return self.w[0] * (a - b).pow(2).mean() + self.one(a) + self.one(b)


# --- over the batch for over the dimensions
class MyVICRegLoss(nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = (invariance, variance, covariance)

    def one(self, x):
        x = x.T
        n, d = x.shape
        z = x - x.mean(0)
        c = z.T @ z / max(n - 1, 1)
        std = torch.sqrt(c.diag() + 1e-4)
        off = c - torch.diag(c.diag())
        return self.w[1] / 2 * F.relu(1 - std).mean() + self.w[2] * off.pow(2).sum() / d

    def forward(self, a, b):
        return self.w[0] * (a - b).pow(2).mean() + self.one(a) + self.one(b)
