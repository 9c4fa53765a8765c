import torch
import torch.nn.functional as F
from torch import nn


# --- the margin added after the scale
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights).T
        onehot = F.one_hot(labels, len(weights)).to(cos.dtype)
        logits = self.s * cos - self.m * onehot
        return -(logits.log_softmax(1) * onehot).sum(1).mean()


# --- the true class gone from the denominator
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights).T
        onehot = F.one_hot(labels, len(weights)).bool()
        true = self.s * torch.cos(torch.acos(cos[onehot]) + self.m)
        rest = (self.s * cos).masked_fill(onehot, float("-inf"))
        return (rest.logsumexp(1) - true).mean()


# --- weights detached
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights.detach()).T
        onehot = F.one_hot(labels, len(weights)).to(cos.dtype)
        logits = self.s * torch.cos(torch.acos(cos) + self.m * onehot)
        return -(logits.log_softmax(1) * onehot).sum(1).mean()


# --- an easy margin
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights).T
        moved = torch.cos(torch.acos(cos) + self.m)
        moved = torch.where(cos > 0, moved, cos)
        onehot = F.one_hot(labels, len(weights)).bool()
        logits = self.s * torch.where(onehot, moved, cos)
        return -logits.log_softmax(1)[onehot].mean()


# --- lengths held at 0.1
class MyArcFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        x = vectors / vectors.norm(dim=1, keepdim=True).clamp_min(0.1)
        w = weights / weights.norm(dim=1, keepdim=True)
        cos = x @ w.T
        onehot = F.one_hot(labels, len(weights)).to(cos.dtype)
        logits = self.s * torch.cos(torch.acos(cos) + self.m * onehot)
        return -(logits.log_softmax(1) * onehot).sum(1).mean()
