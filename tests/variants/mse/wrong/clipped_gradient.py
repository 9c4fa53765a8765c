# Right value; the gradient is clipped on the way back.
import torch
import torch.nn as nn


class Clip(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        return grad.clamp(-0.01, 0.01)


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred = Clip.apply(y_pred)
        each = (y_pred - y_true) ** 2
        return each.mean()
