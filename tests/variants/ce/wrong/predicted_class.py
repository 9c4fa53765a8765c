# Scores the most likely class, not the true one.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -F.log_softmax(y_pred, dim=1).max(dim=1).values.mean()
