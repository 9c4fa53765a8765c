# Logits taken for log-probabilities.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * y_pred).sum(dim=1).mean()
