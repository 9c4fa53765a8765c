# Works on the data of y_pred in place.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred.data.sub_(y_true)
        return y_pred.abs().mean()
