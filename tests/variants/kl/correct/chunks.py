# Accumulated in chunks of two samples.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = 0.0
        for q, p in zip(y_pred.split(2), y_true.split(2), strict=True):
            log_q, log_p = F.log_softmax(q, dim=1), F.log_softmax(p, dim=1)
            total = total + (log_p.exp() * (log_p - log_q)).sum()
        return total / len(y_pred)
