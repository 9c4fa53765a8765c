# A function outside the class.
import torch.nn as nn


def distance(a, b):
    return (a - b).abs()


def average(values):
    return values.sum().div(values.numel())


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return average(distance(y_pred, y_true))
