import torch
from torch import nn


# --- losses averaged by the mask
class MyValueLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.eps = epsilon

    def forward(self, values, old_values, returns, mask):
        old, ret = old_values.detach(), returns.detach()
        vc = torch.clamp(values, old - self.eps, old + self.eps)
        a, b = (values - ret) ** 2, (vc - ret) ** 2
        m = mask.to(values.dtype)
        return 0.5 * (torch.max(a, b) * m).sum() / m.sum()


# --- selected first
class MyValueLoss(nn.Module):
    def __init__(self, epsilon=0.2):
        super().__init__()
        self.eps = epsilon

    def forward(self, values, old_values, returns, mask):
        with torch.no_grad():
            old, ret = old_values[mask], returns[mask]
        v = values[mask]
        vc = old + torch.clip(v - old, -self.eps, self.eps)
        return torch.stack([(v - ret).pow(2), (vc - ret).pow(2)]).amax(0).mean() / 2
