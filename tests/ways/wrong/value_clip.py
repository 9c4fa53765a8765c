import torch
from torch import nn


# --- gradients everywhere
class MyValueLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, values, old_values, returns, mask):
        vc = old_values + (values - old_values).clamp(-self.eps, self.eps)
        a, b = (values - returns) ** 2, (vc - returns) ** 2
        return 0.5 * (torch.max(a, b) * mask).sum() / mask.sum()


# --- a mean over everything
class MyValueLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, values, old_values, returns, mask):
        old, ret = old_values.detach(), returns.detach()
        vc = old + (values - old).clamp(-self.eps, self.eps)
        a, b = (values - ret) ** 2, (vc - ret) ** 2
        return 0.5 * (torch.max(a, b) * mask).mean()


# --- epsilon fixed
class MyValueLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()

    def forward(self, values, old_values, returns, mask):
        old, ret = old_values.detach(), returns.detach()
        vc = old + (values - old).clamp(-0.2, 0.2)
        a, b = (values - ret) ** 2, (vc - ret) ** 2
        return 0.5 * (torch.max(a, b) * mask).sum() / mask.sum()
