# Right value with a gradient of zero.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        return each.mean().detach() + 0 * y_pred.sum()
