# Right value with the gradient of the sum, not of the mean.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        loss, total = each.mean(), each.sum()
        return loss.detach() + total - total.detach()
