import torch
import torch.nn.functional as F
from torch import nn


# --- the root of the diagonal
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        d = ((vectors[:, None] - vectors[None]) ** 2).sum(-1).sqrt()
        same = labels[:, None] == labels[None]
        hp = d.masked_fill(~same, 0).amax(1)
        hn = d.masked_fill(same, float("inf")).amin(1)
        return F.relu(hp - hn + self.m)[same.sum(1) > 1].sum() / (same.sum(1) > 1).sum().clamp(
            min=1
        )


# --- hardest of the whole batch
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        d = torch.cdist(vectors, vectors)
        same = labels[:, None] == labels[None]
        return F.relu(d[same].max() - d[~same].min() + self.m)


# --- the selection on detached distances, costs with a mask of products
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        d = torch.cdist(vectors, vectors)
        same = (labels[:, None] == labels[None]).to(d.dtype)
        hp = (d * same).max(1)[0]
        hn = (d * (1 - same)).min(1)[0]
        return F.relu(hp - hn + self.m)[same.sum(1) > 1].sum() / (same.sum(1) > 1).sum().clamp(
            min=1
        )


# --- normalised first
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        v = F.normalize(vectors, dim=1)
        d = torch.cdist(v, v)
        same = labels[:, None] == labels[None]
        hp = d.masked_fill(~same, 0).amax(1)
        hn = d.masked_fill(same, float("inf")).amin(1)
        return F.relu(hp - hn + self.m)[same.sum(1) > 1].sum() / (same.sum(1) > 1).sum().clamp(
            min=1
        )


# --- nan without an anchor
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        d = torch.cdist(vectors, vectors, compute_mode="donot_use_mm_for_euclid_dist")
        same = labels[:, None] == labels[None]
        hp = d.masked_fill(~same, 0).amax(1)
        hn = d.masked_fill(same, float("inf")).amin(1)
        return F.relu(hp - hn + self.m)[same.sum(1) > 1].mean()
