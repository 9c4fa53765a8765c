import torch
from torch import nn


# --- var and the sum of everything
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight=0.005, eps=1e-5):
        super().__init__()
        self.lam, self.eps = weight, eps

    def forward(self, a, b):
        za = (a - a.mean(0)) / torch.sqrt(a.var(0, unbiased=False) + self.eps)
        zb = (b - b.mean(0)) / torch.sqrt(b.var(0, unbiased=False) + self.eps)
        c = za.T @ zb / len(a)
        d = torch.diagonal(c)
        on = ((d - 1) ** 2).sum()
        off = (c**2).sum() - (d**2).sum()
        return on + self.lam * off


# --- a weighted difference from the identity
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam, self.eps = weight, eps

    def norm(self, x):
        var, mean = torch.var_mean(x, dim=0, correction=0, keepdim=True)
        return (x - mean) * torch.rsqrt(var + self.eps)

    def forward(self, a, b):
        n, d = a.shape
        c = torch.einsum("ni,nj->ij", self.norm(a), self.norm(b)) / n
        eye = torch.eye(d, dtype=c.dtype)
        diff = (c - eye).pow(2)
        return (diff * (eye + self.lam * (1 - eye))).sum()


# --- off the diagonal by reshaping
class MyBarlowTwinsLoss(nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.lam, self.eps = weight, eps

    def forward(self, a, b):
        def standard(x):
            m = x.mean(0)
            v = ((x - m) ** 2).mean(0)
            return (x - m) / (v + self.eps) ** 0.5

        c = (standard(a)[:, :, None] * standard(b)[:, None, :]).mean(0)
        k = c.shape[0]
        off = c.flatten()[:-1].view(k - 1, k + 1)[:, 1:] if k > 1 else c.new_zeros(0)
        return (1 - c.diag()).square().sum() + self.lam * off.square().sum()
