import torch
import torch.nn.functional as F
from torch import nn


# --- cross-entropy and probabilities
class MyPoly1Loss(nn.Module):
    def __init__(self, epsilon=2.0):
        super().__init__()
        self.epsilon = epsilon

    def forward(self, logits, target):
        onehot = F.one_hot(target, logits.shape[1]).to(logits.dtype)
        pt = (onehot * F.softmax(logits, dim=-1)).sum(-1)
        ce = -(onehot * F.log_softmax(logits, dim=-1)).sum(-1)
        return (ce + self.epsilon * (1 - pt)).mean()


# --- logsumexp and an index
class MyPoly1Loss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.epsilon = epsilon

    def forward(self, logits, target):
        own = logits[torch.arange(len(target)), target]
        ce = logits.logsumexp(1) - own
        return ce.mean() + self.epsilon * (1 - torch.exp(-ce)).mean()


# --- a sample at a time
class MyPoly1Loss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.epsilon = epsilon

    def forward(self, logits, target):
        losses = []
        for row, t in zip(logits, target):
            logp = torch.log_softmax(row, dim=0)[t]
            losses.append(self.epsilon - self.epsilon * logp.exp() - logp)
        return torch.stack(losses).mean()
