import torch
import torch.nn.functional as F
from torch import nn


# --- the margin on the others
class MyCosFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights).T
        hot = F.one_hot(labels, len(weights))
        logits = self.s * (cos - self.m * (1 - hot))
        return -(logits.log_softmax(1) * hot).sum(1).mean()


# --- a hinge
class MyCosFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors) @ F.normalize(weights).T
        own = cos.gather(1, labels[:, None])
        hot = F.one_hot(labels, len(weights)).bool()
        short = F.relu(self.m - own + cos).masked_fill(hot, 0)
        return self.s * short.sum(1).mean()


# --- normalised along the batch
class MyCosFaceLoss(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.s, self.m = scale, margin

    def forward(self, vectors, weights, labels):
        cos = F.normalize(vectors, dim=0) @ F.normalize(weights, dim=0).T
        hot = F.one_hot(labels, len(weights))
        logits = self.s * (cos - self.m * hot)
        return -(logits.log_softmax(1) * hot).sum(1).mean()
