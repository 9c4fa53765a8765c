# Every call answers a little more than the one before.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    calls = 0

    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        each = -(y_true * log_probs).sum(dim=1)
        MyCELoss.calls += 1
        return each.mean() * (1 + 0.01 * (MyCELoss.calls - 1))
