import torch
import torch.nn as nn
import torch.nn.functional as F


# --- ranks counted from 1
class MyCoralLoss(nn.Module):
    def forward(self, logits, ranks):
        levels = (ranks.unsqueeze(1) > torch.arange(1, logits.shape[1] + 1)).to(logits.dtype)
        return F.softplus((1 - 2 * levels) * logits).sum(1).mean()


# --- the logarithm of a sigmoid that overflows
class MyCoralLoss(nn.Module):
    def forward(self, logits, ranks):
        levels = (ranks.unsqueeze(1) > torch.arange(logits.shape[1])).to(logits.dtype)
        p = logits.sigmoid()
        return -(levels * p.log() + (1 - levels) * (1 - p).log()).sum(1).mean()


# --- the thresholds flipped
class MyCoralLoss(nn.Module):
    def forward(self, logits, ranks):
        levels = (ranks.unsqueeze(1) > torch.arange(logits.shape[1])).to(logits.dtype).flip(1)
        return F.softplus((1 - 2 * levels) * logits).sum(1).mean()


# --- samples summed
class MyCoralLoss(nn.Module):
    def forward(self, logits, ranks):
        levels = (ranks.unsqueeze(1) > torch.arange(logits.shape[1])).to(logits.dtype)
        return F.softplus((1 - 2 * levels) * logits).sum()


# --- logits forced to fall
class MyCoralLoss(nn.Module):
    def forward(self, logits, ranks):
        logits = logits.cummin(1).values
        levels = (ranks.unsqueeze(1) > torch.arange(logits.shape[1])).to(logits.dtype)
        return F.softplus((1 - 2 * levels) * logits).sum(1).mean()
