import math

import torch
import torch.nn.functional as F
from torch import nn


# --- indexing by pairs
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        rows = torch.arange(len(target))
        return -log_probs[rows, target].mean()


# --- one-hot product
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        hot = F.one_hot(target, log_probs.shape[1]).to(log_probs.dtype)
        return -(hot * log_probs).sum() / log_probs.shape[0]


# --- a loop
class MyNLLLoss:
    def forward(self, log_probs, target):
        total = 0
        for row, t in zip(log_probs, target):
            total = total - row[t]
        return total / len(target)

    __call__ = forward


# --- the diagonal of every pair
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        return -log_probs[:, target].diagonal().mean()
