# Right value with the gradient of the sum, not of the mean.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        loss, total = each.mean(), each.sum()
        return loss.detach() + total - total.detach()
