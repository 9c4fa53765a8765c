# log(e^0 + e^x) - xy.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        zero = torch.zeros((), dtype=y_pred.dtype)
        return (torch.logaddexp(zero, y_pred) - y_true * y_pred).mean()
