# The ratio instead of its logarithm.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = F.log_softmax(y_pred, dim=1)
        p = F.softmax(y_true, dim=1)
        return (p * p / log_q.exp()).sum(dim=1).mean()
