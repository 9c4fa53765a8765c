import torch
from torch import nn


# --- smoothed by 1
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        tp = (probs * labels).sum(0)
        return (1 - (2 * tp + 1) / (probs.sum(0) + labels.sum(0) + 1)).mean()


# --- squares in the denominator
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        tp = (probs * labels).sum(0)
        return (1 - 2 * tp / (probs.square().sum(0) + labels.sum(0))).mean()


# --- decisions throughout
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        hard = (probs > 0.5).to(probs.dtype)
        tp = (hard * labels).sum(0)
        both = hard.sum(0) + labels.sum(0)
        return (1 - 2 * tp / both.clamp(min=1)).mean() + 0 * probs.sum()


# --- a sigmoid on top
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        p = torch.sigmoid(probs)
        return (1 - 2 * (p * labels).sum(0) / (p.sum(0) + labels.sum(0))).mean()


# --- the score itself
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        return (2 * (probs * labels).sum(0) / (probs.sum(0) + labels.sum(0))).mean()


# --- weighted by how often a class is there
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        support = labels.sum(0)
        f1 = 2 * (probs * labels).sum(0) / (probs.sum(0) + support)
        return ((1 - f1) * support).sum() / support.sum().clamp(min=1)
