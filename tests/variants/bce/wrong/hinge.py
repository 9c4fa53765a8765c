# The hinge loss.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        sign = 2 * y_true - 1
        return F.relu(1 - sign * y_pred).mean()
