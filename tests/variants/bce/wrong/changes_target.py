# Right value; works on y_true in place.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (F.softplus(y_pred) - y_true.mul_(y_pred)).mean()
