import torch
import torch.nn.functional as F
from torch import nn


# --- kept rows first
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index=-100):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        keep = target != self.ignore
        logits, target = logits[keep], target[keep]
        logp = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
        nll = -logp[torch.arange(len(target)), target]
        w = weight.detach()[target]
        return (w * nll).sum() / w.sum()


# --- one-hot
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        onehot = F.one_hot(target, logits.shape[1]).to(logits.dtype)
        onehot = onehot * (target != self.ignore).unsqueeze(1)
        w = onehot * weight.detach()
        return -(w * F.log_softmax(logits, dim=1)).sum() / w.sum()


# --- the weight of the ignored class is 0
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        w = weight.detach().clone()
        w[self.ignore] = 0.0
        total, norm = 0.0, 0.0
        for row, t in zip(logits, target):
            total = total + w[t] * (torch.logsumexp(row, 0) - row[t])
            norm = norm + w[t]
        return total / norm
