import torch


# --- nan where nothing is wrong
class MAEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_pred, y_true):
        d = y_pred - y_true
        ctx.save_for_backward(d)
        return d.abs().mean()

    @staticmethod
    def backward(ctx, g):
        (d,) = ctx.saved_tensors
        s = d / d.abs() / d.numel() * g
        return s, -s


# --- what flows in is forgotten
class MAEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_pred, y_true):
        d = y_pred - y_true
        ctx.save_for_backward(d)
        return d.abs().mean()

    @staticmethod
    def backward(ctx, g):
        (d,) = ctx.saved_tensors
        s = d.sign() / d.numel()
        return s, -s


# --- the saved tensor is written to
class MAEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_pred, y_true):
        ctx.save_for_backward(y_pred, y_true)
        return (y_pred - y_true).abs().mean()

    @staticmethod
    def backward(ctx, g):
        p, t = ctx.saved_tensors
        p -= t
        s = p.sign() / p.numel() * g
        return s, -s


# --- a smoothed corner
class MAEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_pred, y_true):
        d = y_pred - y_true
        ctx.save_for_backward(d)
        return d.abs().mean()

    @staticmethod
    def backward(ctx, g):
        (d,) = ctx.saved_tensors
        s = torch.tanh(10 * d) / d.numel() * g
        return s, -s
