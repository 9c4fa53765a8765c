# Right value; adds a penalty of the prediction to the gradient.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        penalty = 1e-2 * y_pred.square().sum()
        return each.mean() + penalty - penalty.detach()
