import torch


# --- the input saved
class SigmoidFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.sigmoid(x)

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * torch.sigmoid(x) * torch.sigmoid(-x)


# --- s - s squared
class SigmoidFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        s = torch.where(
            x >= 0, 1 / (1 + (-x.abs()).exp()), (-x.abs()).exp() / (1 + (-x.abs()).exp())
        )
        ctx.s = s
        return s

    @staticmethod
    def backward(ctx, g):
        return (ctx.s - ctx.s**2) * g


# --- by hyperbolic functions
class SigmoidFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = torch.tanh(0.5 * x)
        ctx.save_for_backward(t)
        return 0.5 * (1 + t)

    @staticmethod
    def backward(ctx, g):
        (t,) = ctx.saved_tensors
        return 0.25 * (1 - t * t) * g
