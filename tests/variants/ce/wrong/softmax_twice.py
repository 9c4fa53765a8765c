# Softmax before log-softmax.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.softmax(y_pred, dim=1)
        return -(y_true * F.log_softmax(probs, dim=1)).sum(dim=1).mean()
