# Accumulated in chunks of two samples.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = 0
        for logits, labels in zip(y_pred.split(2), y_true.split(2), strict=True):
            total = total - (labels * F.log_softmax(logits, dim=1)).sum()
        return total / y_pred.shape[0]
