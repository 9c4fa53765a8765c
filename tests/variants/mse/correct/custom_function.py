# An autograd function with its own, right backward.
import torch
import torch.nn as nn


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 2 * x * grad


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return Square.apply(y_pred - y_true).mean()
