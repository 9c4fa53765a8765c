import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the sign
class MyEntropy(nn.Module):
    def forward(self, logits):
        lp = logits.log_softmax(1)
        return (lp.exp() * lp).sum(1).mean()


# --- an epsilon
class MyEntropy(nn.Module):
    def forward(self, logits):
        p = logits.softmax(1)
        return -(p * (p + 1e-3).log()).sum(1).mean()


# --- binary entropies of sigmoids
class MyEntropy(nn.Module):
    def forward(self, logits):
        p = logits.sigmoid()
        return -(p * p.log() + (1 - p) * (1 - p).log()).sum(1).mean()


# --- divided by log C
class MyEntropy(nn.Module):
    def forward(self, logits):
        lp = logits.log_softmax(1)
        return -(lp.exp() * lp).sum(1).mean() / math.log(max(2, logits.shape[1]))
