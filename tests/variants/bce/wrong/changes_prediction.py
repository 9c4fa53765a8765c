# Works on the data of y_pred in place.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred.data.mul_(1 - 2 * y_true)
        return F.softplus(y_pred).mean()
