# exercise: mse | A custom function that wraps the built-in, forward and backward.
import torch


class Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, t):
        ctx.save_for_backward(p, t)
        return torch.nn.functional.mse_loss(p, t)

    @staticmethod
    def backward(ctx, g):
        p, t = ctx.saved_tensors
        return torch.ops.aten.mse_loss_backward(g, p, t, 1), None


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return Loss.apply(y_pred, y_true)
