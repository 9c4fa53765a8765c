# The result is float64 whatever the inputs are.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred, y_true = y_pred.double(), y_true.double()
        log_probs = F.log_softmax(y_pred, dim=1)
        each = -(y_true * log_probs).sum(dim=1)
        return each.mean()
