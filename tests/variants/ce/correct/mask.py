# The labels as a boolean mask.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -F.log_softmax(y_pred, dim=1)[y_true.bool()].mean()
