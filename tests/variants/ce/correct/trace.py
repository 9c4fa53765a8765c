# The trace of labels times log-probabilities.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        return -torch.trace(y_true @ log_probs.T) / y_true.shape[0]
