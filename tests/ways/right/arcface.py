import torch
import torch.nn.functional as F
from torch import nn


# --- acos with a guard
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale=64.0, margin=0.5):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.linear(F.normalize(vectors), F.normalize(weights))
        theta = torch.acos(cos.clamp(-1 + 1e-7, 1 - 1e-7))
        onehot = F.one_hot(labels, len(weights)).to(cos.dtype)
        logits = self.s * torch.cos(theta + self.m * onehot)
        logp = logits - torch.logsumexp(logits, dim=1, keepdim=True)
        return -(logp * onehot).sum(1).mean()


# --- the target scattered in
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        x = vectors / vectors.norm(dim=1, keepdim=True)
        w = weights / weights.norm(dim=1, keepdim=True)
        cos = x @ w.t()
        target = cos.gather(1, labels[:, None])
        moved = torch.cos(torch.acos(target) + self.m)
        logits = self.s * cos.scatter(1, labels[:, None], moved)
        return -torch.log_softmax(logits, 1)[range(len(labels)), labels].mean()


# --- addition formula, only the true ones
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s = scale
        self.register_buffer("m", torch.tensor(margin, dtype=torch.float64))

    def forward(self, vectors, weights, labels):
        n = torch.arange(len(labels))
        cos = F.normalize(vectors, dim=-1) @ F.normalize(weights, dim=-1).T
        c = cos[n, labels]
        s = torch.sqrt(1 - c * c)
        logits = self.s * cos
        true = self.s * (c * self.m.cos() - s * self.m.sin()).to(cos.dtype)
        others = logits.clone()
        others[n, labels] = float("-inf")
        return (torch.logaddexp(true, others.logsumexp(1)) - true).mean()
