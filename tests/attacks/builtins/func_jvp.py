# exercise: mse | The value that comes along with a directional derivative.
import torch


class Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, t):
        ctx.save_for_backward(p, t)
        value, _ = torch.func.jvp(
            lambda q: torch.nn.functional.mse_loss(q, t), (p.detach(),), (torch.ones_like(p),)
        )
        return value

    @staticmethod
    def backward(ctx, g):
        p, t = ctx.saved_tensors
        return g * 2 * (p - t) / p.numel(), None


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return Loss.apply(y_pred, y_true)
