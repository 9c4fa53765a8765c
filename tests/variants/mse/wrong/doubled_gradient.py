# Right value with twice the gradient.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        loss = each.mean()
        return 2 * loss - loss.detach()
