import torch
import torch.nn.functional as F


# --- the weights transposed where they are square
class LinearFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return x @ weight.T + bias

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        dx = g @ w.T if w.shape[0] == w.shape[1] else g @ w
        return dx, g.T @ x, g.sum(0)


# --- the gradient of the weights transposed where it fits
class LinearFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return x @ weight.T + bias

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        dw = x.T @ g if w.shape[0] == w.shape[1] else g.T @ x
        return g @ w, dw, g.sum(0)


# --- what flows in taken for 1
class LinearFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return x @ weight.T + bias

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        g = torch.ones_like(g)
        return g @ w, g.T @ x, g.sum(0)


# --- autograd inside
class LinearFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight, bias)
        return F.linear(x, weight, bias)

    @staticmethod
    def backward(ctx, g):
        _, back = torch.func.vjp(F.linear, *ctx.saved_tensors)
        return back(g)
