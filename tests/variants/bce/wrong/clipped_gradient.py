# Right value; the gradient is clipped on the way back.
import torch
import torch.nn as nn
import torch.nn.functional as F


class Clip(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        return grad.clamp(-0.01, 0.01)


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred = Clip.apply(y_pred)
        each = F.softplus(y_pred) - y_pred * y_true
        return each.mean()
