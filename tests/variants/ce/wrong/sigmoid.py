# Sigmoid instead of softmax.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * F.logsigmoid(y_pred)).sum(dim=1).mean()
