# Computes the loss and forgets to return it.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        loss = each.mean()
        self.last = loss
