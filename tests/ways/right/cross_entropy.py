import torch
import torch.nn.functional as F
from torch import nn


# --- log_softmax
class MySoftCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        return -(target * F.log_softmax(logits, dim=-1)).sum(-1).mean()


# --- the maximum taken off by hand
class MySoftCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        z = logits - logits.max(dim=1, keepdim=True).values
        lse = z.exp().sum(1).log()
        return (lse * target.sum(1) - (target * z).sum(1)).mean()


# --- einsum
class MySoftCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        return -torch.einsum("nc,nc->", target, logits.log_softmax(1)) / len(logits)


# --- a loop over the samples
class MySoftCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        rows = [-(t * (x - x.logsumexp(0))).sum() for x, t in zip(logits, target)]
        return torch.stack(rows).mean()
