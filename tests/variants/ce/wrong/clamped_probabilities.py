# Unstable: probabilities clamped before the logarithm.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.softmax(y_pred, dim=1).clamp(min=1e-7)
        return -(y_true * torch.log(probs)).sum(dim=1).mean()
