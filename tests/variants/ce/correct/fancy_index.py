# The true class by an index pair.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        rows = torch.arange(len(y_pred))
        log_probs = y_pred - torch.logsumexp(y_pred, dim=1, keepdim=True)
        return -log_probs[rows, y_true.argmax(dim=1)].mean()
