# Right value; its own backward forgets the two.
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
        return x * grad


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return Square.apply(y_pred - y_true).mean()
