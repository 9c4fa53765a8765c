# An autograd function whose backward is sigmoid minus label.
import torch
import torch.nn as nn


class BinaryCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x.clamp(min=0) - x * y + (-x.abs()).exp().log1p()

    @staticmethod
    def backward(ctx, grad):
        x, y = ctx.saved_tensors
        return grad * (torch.sigmoid(x) - y), None


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return BinaryCrossEntropy.apply(y_pred, y_true).mean()
