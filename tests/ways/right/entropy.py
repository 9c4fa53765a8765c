import math

import torch
import torch.nn.functional as F
from torch import nn


# --- log-sum-exp less the mean logit
class MyEntropy(nn.Module):
    def forward(self, logits):
        p = logits.softmax(1)
        z = logits - logits.amax(1, keepdim=True)
        return (z.exp().sum(1).log() - (p * z).sum(1)).mean()


# --- through cross-entropy with itself
class MyEntropy(nn.Module):
    def forward(self, logits):
        lp = logits - logits.logsumexp(1, keepdim=True)
        return -(torch.exp(lp) * lp).sum() / len(logits)


# --- by rows
class MyEntropy(nn.Module):
    def forward(self, logits):
        lp = logits.log_softmax(-1)
        rows = [-(row.exp() * row).sum() for row in lp]
        return torch.stack(rows).mean()
