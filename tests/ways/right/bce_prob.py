import torch
from torch import nn


# --- clamp of log and of log(1 - p)
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        return -(
            labels * probs.log().clamp(min=-100) + (1 - labels) * (1 - probs).log().clamp(min=-100)
        ).mean()


# --- the probability of the truth
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        p_t = torch.where(labels == 1, probs, 1 - probs)
        return -torch.maximum(p_t.log(), torch.tensor(-100.0, dtype=probs.dtype)).mean()


# --- summed by hand
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        total = torch.zeros((), dtype=probs.dtype)
        for p, y in zip(probs.flatten(), labels.flatten()):
            total = total - torch.log(p if y else 1 - p).clamp(min=-100)
        return total / probs.numel()


# --- the positives and the negatives apart
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        yes, no = probs[labels == 1], probs[labels == 0]
        total = yes.log().clamp(min=-100).sum() + (1 - no).log().clamp(min=-100).sum()
        return -total / labels.numel()
