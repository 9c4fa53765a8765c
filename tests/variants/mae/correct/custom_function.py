# An autograd function with its own, right backward.
import torch
import torch.nn as nn


class Distance(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        error = a - b
        ctx.save_for_backward(error)
        return error.abs()

    @staticmethod
    def backward(ctx, grad):
        (error,) = ctx.saved_tensors
        return grad * error.sign(), -grad * error.sign()


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return Distance.apply(y_pred, y_true).mean()
