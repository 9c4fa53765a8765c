import math

import torch
import torch.nn.functional as F
from torch import nn


# --- log-sum-exp by hand
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        m = logits.max(1).values
        lse = m + (logits - m[:, None]).exp().sum(1).log()
        return (lse - logits[torch.arange(len(target)), target]).mean()


# --- logsumexp
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        own = logits.gather(1, target.view(-1, 1)).view(-1)
        return (logits.logsumexp(1) - own).sum() / target.numel()


# --- one-hot
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        hot = F.one_hot(target, logits.size(1)).to(logits)
        return -(hot * logits.log_softmax(-1)).sum(-1).mean()


# --- relative to the true logit
class MyCrossEntropyLoss(nn.Module):
    def forward(self, logits, target):
        return torch.logsumexp(logits - logits.gather(1, target[:, None]), dim=1).mean()
