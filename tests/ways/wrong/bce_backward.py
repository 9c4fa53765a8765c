import torch
import torch.nn.functional as F


# --- a gradient of one value too few
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return (torch.sigmoid(x) - y) / y.numel() * g


# --- what flows in is forgotten
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return (torch.sigmoid(x) - y) / y.numel(), None


# --- the gradient of a sum
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return (torch.sigmoid(x) - y) * g, None


# --- a sigmoid that overflows
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return (x.exp() / (1 + x.exp()) - y) / y.numel() * g, None


# --- logits cut off
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return (F.softplus(logits) - logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return (torch.sigmoid(x.clamp(-5, 5)) - y) / y.numel() * g, None
