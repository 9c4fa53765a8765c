# An epsilon of 1e-3 in the logarithms.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -(y_true * torch.log(p + 1e-3) + (1 - y_true) * torch.log(1 - p + 1e-3)).mean()
