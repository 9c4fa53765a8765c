# exercise: mse | The variant of the operator that writes into a given tensor, under no_grad.
import torch


class Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, t):
        ctx.save_for_backward(p, t)
        return torch.ops.aten.mse_loss.out(p, t, out=torch.empty((), dtype=p.dtype))

    @staticmethod
    def backward(ctx, g):
        p, t = ctx.saved_tensors
        return torch.ops.aten.mse_loss_backward(g, p, t, 1), None


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return Loss.apply(y_pred, y_true)
