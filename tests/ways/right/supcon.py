import torch
import torch.nn.functional as F
from torch import nn


# --- log_softmax with the diagonal out
class MySupConLoss(nn.Module):
    def __init__(self, temperature=0.1):
        super().__init__()
        self.t = temperature

    def forward(self, vectors, labels):
        z = F.normalize(vectors, dim=-1)
        eye = torch.eye(len(z), dtype=torch.bool)
        s = (z @ z.t() / self.t).masked_fill(eye, float("-inf"))
        lp = s.log_softmax(1).masked_fill(eye, 0.0)
        pos = ((labels[:, None] == labels[None, :]) & ~eye).to(z.dtype)
        return (-(pos * lp).sum(1) / pos.sum(1)).mean()


# --- exponentials with the maximum off
class MySupConLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, vectors, labels):
        z = vectors / vectors.norm(dim=1, keepdim=True)
        s = z @ z.T / self.t
        s = s - s.max(dim=1, keepdim=True).values.detach()
        off = 1 - torch.eye(len(z), dtype=z.dtype)
        lp = s - (s.exp() * off).sum(1, keepdim=True).log()
        pos = (labels.view(-1, 1) == labels).to(z.dtype) * off
        return -((lp * pos).sum(1) / pos.sum(1)).mean()
