# Returns shape [1] instead of a tensor without dimensions.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean().reshape(1)
