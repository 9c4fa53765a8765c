# The logits are clamped and taken for probabilities.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.clamp(y_pred, 1e-7, 1 - 1e-7)
        return -(y_true * torch.log(probs)).sum(dim=1).mean()
