import torch
import torch.nn.functional as F
from torch import nn


# --- logsumexp without the diagonal
class MyNTXentLoss(nn.Module):
    def __init__(self, temperature=0.5):
        super().__init__()
        self.t = temperature

    def forward(self, a, b):
        n = a.shape[0]
        z = F.normalize(torch.cat([a, b], 0), dim=-1)
        s = z @ z.t() / self.t
        mask = torch.eye(2 * n, dtype=torch.bool)
        s = s.masked_fill(mask, float("-inf"))
        pos = torch.cat([torch.diag(s, n), torch.diag(s, -n)])
        return (torch.logsumexp(s, 1) - pos).mean()


# --- off-diagonal entries selected
class MyNTXentLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, a, b):
        n = len(a)
        z = torch.cat([a, b])
        z = z / z.norm(dim=1, keepdim=True)
        s = torch.mm(z, z.t()) / self.t
        off = s[~torch.eye(2 * n, dtype=torch.bool)].view(2 * n, 2 * n - 1)
        pos = (z * z.roll(n, 0)).sum(1) / self.t
        return (off.logsumexp(1) - pos).sum() / (2 * n)
