# Cross-entropy of one class per sample.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        return -(y_true * log_probs).sum(dim=1).mean()
