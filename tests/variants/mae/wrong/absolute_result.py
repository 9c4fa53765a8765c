# Right value; adds a penalty of the prediction to the gradient.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        penalty = 1e-2 * y_pred.square().sum()
        return each.mean() + penalty - penalty.detach()
