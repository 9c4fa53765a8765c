import torch
import torch.nn.functional as F
from torch import nn


# --- the logarithm outside the mean
class MySupConLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, vectors, labels):
        z = F.normalize(vectors, dim=-1)
        eye = torch.eye(len(z), dtype=torch.bool)
        p = (z @ z.t() / self.t).masked_fill(eye, float("-inf")).softmax(1)
        pos = ((labels[:, None] == labels[None, :]) & ~eye).to(z.dtype)
        return -((pos * p).sum(1) / pos.sum(1)).log().mean()


# --- over all pairs at once
class MySupConLoss(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, vectors, labels):
        z = F.normalize(vectors, dim=-1)
        eye = torch.eye(len(z), dtype=torch.bool)
        s = (z @ z.t() / self.t).masked_fill(eye, float("-inf"))
        lp = s.log_softmax(1).masked_fill(eye, 0.0)
        pos = (labels[:, None] == labels[None, :]) & ~eye
        return -lp[pos].mean()
