import torch
from torch import nn


# --- probabilities clamped at 1e-7
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        p = probs.clamp(1e-7, 1 - 1e-7)
        return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()


# --- probabilities clamped at 0.01: the gradient is gone beyond
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        p = probs.clamp(1e-2, 1 - 1e-2)
        return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()


# --- nothing bounded
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        return -(labels * probs.log() + (1 - labels) * (1 - probs).log()).mean()


# --- taken for logits
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        p = torch.sigmoid(probs)
        return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()


# --- the plus sign
class MyProbabilityBCELoss(nn.Module):
    def forward(self, probs, labels):
        return (
            labels * probs.log().clamp(min=-100) + (1 - labels) * (1 - probs).log().clamp(min=-100)
        ).mean()
