# Right value; its own backward forgets the sign.
import torch
import torch.nn as nn


class Distance(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        return (a - b).abs()

    @staticmethod
    def backward(ctx, grad):
        return grad, -grad


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return Distance.apply(y_pred, y_true).mean()
