import torch
import torch.nn.functional as F
from torch import nn


# --- normalised first
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin=0.0):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        cos = (F.normalize(a, dim=1) * F.normalize(b, dim=1)).sum(1)
        pos = (1 - cos) * (signs == 1)
        neg = (cos - self.margin).clamp(min=0) * (signs == -1)
        return (pos + neg).mean()


# --- the two kinds apart
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        cos = torch.einsum("nd,nd->n", a, b) / (a.norm(dim=1) * b.norm(dim=1))
        together, apart = cos[signs > 0], cos[signs < 0]
        return ((1 - together).sum() + torch.relu(apart - self.margin).sum()) / len(cos)


# --- a pair at a time
class MyCosineEmbeddingLoss(nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, signs):
        out = []
        for x, y, s in zip(a, b, signs):
            c = torch.dot(x, y) / torch.sqrt(torch.dot(x, x) * torch.dot(y, y))
            out.append(1 - c if s > 0 else torch.clamp(c - self.margin, min=0))
        return torch.stack(out).mean()
