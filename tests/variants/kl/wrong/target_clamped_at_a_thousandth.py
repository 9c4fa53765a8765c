# The probabilities of P are at least 1e-3.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = F.softmax(y_true, dim=1).clamp(min=1e-3)
        log_q = F.log_softmax(y_pred, dim=1)
        return (p * (p.log() - log_q)).sum(dim=1).mean()
