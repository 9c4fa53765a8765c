# Right value; works on y_true in place.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return y_true.sub_(y_pred).abs().mean()
