import torch
from torch import nn


# --- from hits, alarms and misses
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth=1.0):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        tp = (probs * labels).sum(-1)
        fp = (probs * (1 - labels)).sum(-1)
        fn = ((1 - probs) * labels).sum(-1)
        return 1 - ((tp + self.s) / (tp + fp + fn + self.s)).mean()


# --- the union element by element
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        inter = probs * labels
        union = probs + labels - inter
        iou = (inter.sum(1) + self.s) / (union.sum(1) + self.s)
        return torch.mean(1 - iou)


# --- einsum, a sample at a time
class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.s = smooth

    def forward(self, probs, labels):
        inter = torch.einsum("np,np->n", probs, labels)
        area = (probs + labels).sum(1)
        losses = [1 - (i + self.s) / (a - i + self.s) for i, a in zip(inter, area)]
        return sum(losses) / len(losses)
