# One softmax for the whole batch.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = y_pred - torch.logsumexp(y_pred.flatten(), dim=0)
        return -(y_true * log_probs).sum(dim=1).mean()
