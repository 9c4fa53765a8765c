# The mean keeps its dimensions.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean(dim=0, keepdim=True)
