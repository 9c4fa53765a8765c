# Right value computed under no_grad.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        with torch.no_grad():
            each = (y_pred - y_true) ** 2
            return each.mean()
