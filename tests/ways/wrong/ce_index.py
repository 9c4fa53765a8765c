import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the log-sum-exp over the batch
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        own = logits.gather(1, target[:, None])[:, 0]
        return logits.logsumexp(0).mean() - own.mean()


# --- clamped
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        p = logits.softmax(1).gather(1, target[:, None])
        return -p.clamp(min=1e-7).log().mean()


# --- averaged over classes too
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        hot = F.one_hot(target, logits.size(1)).to(logits)
        return -(hot * logits.log_softmax(-1)).mean()


# --- label smoothing
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        lp = logits.log_softmax(1)
        return -(0.9 * lp.gather(1, target[:, None])[:, 0] + 0.1 * lp.mean(1)).mean()
