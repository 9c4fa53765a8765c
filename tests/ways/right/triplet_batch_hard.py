import torch
import torch.nn.functional as F
from torch import nn


# --- cdist and where
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin=0.3):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        d = torch.cdist(vectors, vectors, compute_mode="donot_use_mm_for_euclid_dist")
        same = labels[:, None] == labels[None]
        hp = torch.where(same, d, torch.zeros_like(d)).max(1).values
        hn = torch.where(same, torch.full_like(d, float("inf")), d).min(1).values
        loss = F.relu(hp - hn + self.m)
        keep = (same.sum(1) >= 2).to(d.dtype)
        return (loss * keep).sum() / max(keep.sum(), 1)


# --- an anchor at a time
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        losses = []
        for i in range(len(vectors)):
            pos = [j for j in range(len(vectors)) if labels[j] == labels[i] and j != i]
            neg = [j for j in range(len(vectors)) if labels[j] != labels[i]]
            if not pos or not neg:
                continue
            dp = (vectors[pos] - vectors[i]).norm(dim=1).max()
            dn = (vectors[neg] - vectors[i]).norm(dim=1).min()
            losses.append(torch.clamp(dp - dn + self.m, min=0))
        if not losses:
            return (vectors * 0).sum()
        return torch.stack(losses).mean()


# --- squares first, the root last
class MyBatchHardTripletLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin

    def forward(self, vectors, labels):
        sq = ((vectors[:, None] - vectors[None]) ** 2).sum(-1)
        same = labels.view(-1, 1) == labels.view(1, -1)
        pos = same & ~torch.eye(len(labels), dtype=torch.bool)
        rows = pos.any(dim=1)
        hp = sq.masked_fill(~pos, -1.0).max(dim=1)[0][rows].sqrt()
        hn = sq.masked_fill(same, float("inf")).min(dim=1)[0][rows].sqrt()
        return torch.relu(self.m + hp - hn).sum() / rows.sum().clamp_min(1)
