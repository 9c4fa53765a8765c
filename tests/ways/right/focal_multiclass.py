import torch
import torch.nn.functional as F
from torch import nn


# --- log_softmax and the logarithm of the rest
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        lp = logits.log_softmax(1)
        hot = F.one_hot(target, logits.shape[1]).bool()
        rest = torch.logsumexp(lp.masked_fill(hot, float("-inf")), dim=1)
        return -(torch.exp(self.gamma * rest) * lp[hot]).mean()


# --- by the gaps to the true class
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        rows = torch.arange(len(target))
        gaps = logits - logits[rows, target][:, None]
        keep = torch.ones_like(logits, dtype=torch.bool)
        keep[rows, target] = False
        s = torch.logsumexp(gaps[keep].view(len(logits), -1), dim=1)
        return (torch.exp(self.gamma * F.logsigmoid(s)) * F.softplus(s)).mean()
