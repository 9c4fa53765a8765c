# Computes the loss and forgets to return it.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        loss = each.mean()
        self.last = loss
