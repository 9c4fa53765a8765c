import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the textbook form
class MyBCEWithLogitsLoss(nn.Module):
    def forward(self, logits, labels):
        p = logits.sigmoid()
        return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()


# --- with an epsilon
class MyBCEWithLogitsLoss(nn.Module):
    def forward(self, logits, labels):
        p = logits.sigmoid()
        return -(labels * (p + 1e-7).log() + (1 - labels) * (1 - p + 1e-7).log()).mean()


# --- where with an unsafe branch: the value is right, the gradient nan
class MyBCEWithLogitsLoss(nn.Module):
    def forward(self, logits, labels):
        sp = torch.where(logits > 0, logits + (1 + (-logits).exp()).log(), (1 + logits.exp()).log())
        return (sp - logits * labels).mean()


# --- PyTorch's own, a step below
class MyBCEWithLogitsLoss(nn.Module):
    def forward(self, logits, labels):
        return (F.softplus(logits) - logits * labels).mean()


# --- labels taken for signs
class MyBCEWithLogitsLoss(nn.Module):
    def forward(self, logits, labels):
        z = logits * (labels - 1)
        return (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))).mean()
