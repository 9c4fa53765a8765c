# Right value with twice the gradient.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        loss = each.mean()
        return 2 * loss - loss.detach()
