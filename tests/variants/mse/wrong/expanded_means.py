# The means of x^2, xy and y^2: large numbers cancel in float32.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        cross = (y_pred * y_true).mean()
        return (y_pred * y_pred).mean() - 2 * cross + (y_true * y_true).mean()
