# Right value; only the first sample gets a gradient.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        return torch.cat([each[:1], each[1:].detach()]).mean()
