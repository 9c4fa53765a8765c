import torch
import torch.nn.functional as F
from torch import nn


# --- two branches, as libraries do it
class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        def log1mexp(x):
            small = x > -0.6931
            a = torch.where(small, x, torch.full_like(x, -1.0))
            b = torch.where(small, torch.full_like(x, -1.0), x)
            return torch.where(small, torch.log(-torch.expm1(a)), torch.log1p(-torch.exp(b)))

        d = (chosen - rejected) - (log1mexp(chosen) - log1mexp(rejected))
        return nll - self.w * F.logsigmoid(d).mean()


# --- softplus
class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        up = torch.log(torch.expm1(-chosen))
        down = torch.log(torch.expm1(-rejected))
        return nll + self.w * F.softplus(up - down).mean()
