# exercise: bce | Value and gradient together, by torch.func.grad_and_value.
import torch
import torch.nn.functional as F


class Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, t):
        function = torch.func.grad_and_value(F.binary_cross_entropy_with_logits)
        gradient, value = function(p.detach(), t)
        ctx.save_for_backward(gradient)
        return value

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0], None


class MyBCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return Loss.apply(y_pred, y_true)
