# The mean also runs over the classes.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * F.log_softmax(y_pred, dim=1)).mean()
