import torch
import torch.nn.functional as F


# --- the probability saved
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        p = torch.sigmoid(logits)
        ctx.save_for_backward(p, labels)
        return (logits.clamp(min=0) - logits * labels + torch.log1p((-logits.abs()).exp())).mean()

    @staticmethod
    def backward(ctx, g):
        p, y = ctx.saved_tensors
        return g * (p - y) / y.numel(), None


# --- logsigmoid
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.save_for_backward(logits, labels)
        return -(labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits)).mean()

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        n = x.shape[0] * x.shape[1]
        return (torch.where(y == 1, -torch.sigmoid(-x), torch.sigmoid(x)) / n) * g, None


# --- the gradient made in the forward
class BCEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        ctx.d = (torch.sigmoid(logits) - labels) / labels.numel()
        return torch.logaddexp(torch.zeros_like(logits), logits).mean() - (logits * labels).mean()

    @staticmethod
    def backward(ctx, g):
        return ctx.d * g, None
