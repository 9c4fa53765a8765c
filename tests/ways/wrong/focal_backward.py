import torch
import torch.nn.functional as F


# --- the gradient of cross-entropy times the factor
class FocalFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels, alpha, gamma):
        z = torch.where(labels == 1, logits, -logits)
        a = labels * alpha + (1 - labels) * (1 - alpha)
        w = (-gamma * F.softplus(z)).exp()
        ctx.save_for_backward(logits, labels, a * w)
        return (a * w * F.softplus(-z)).mean()

    @staticmethod
    def backward(ctx, g):
        x, y, w = ctx.saved_tensors
        return g * w * (torch.sigmoid(x) - y) / y.numel(), None, None, None


# --- powers of probabilities: nan far out for gamma below 1
class FocalFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels, alpha, gamma):
        p = torch.sigmoid(logits)
        pt = torch.where(labels == 1, p, 1 - p)
        a = labels * alpha + (1 - labels) * (1 - alpha)
        ctx.save_for_backward(pt, labels, a)
        ctx.gamma = gamma
        return -(a * (1 - pt) ** gamma * pt.log()).mean()

    @staticmethod
    def backward(ctx, g):
        pt, y, a = ctx.saved_tensors
        inner = ctx.gamma * pt * pt.log() + pt - 1
        return g * a * (2 * y - 1) * (1 - pt) ** ctx.gamma * inner / y.numel(), None, None, None


# --- gamma fixed at 2
class FocalFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels, alpha, gamma):
        z = torch.where(labels == 1, logits, -logits)
        ctx.save_for_backward(z, labels)
        ctx.alpha = alpha
        a = labels * alpha + (1 - labels) * (1 - alpha)
        return (a * (-gamma * F.softplus(z)).exp() * F.softplus(-z)).mean()

    @staticmethod
    def backward(ctx, g):
        z, y = ctx.saved_tensors
        a = y * ctx.alpha + (1 - y) * (1 - ctx.alpha)
        w = (-2 * F.softplus(z)).exp()
        dz = a * w * (-2 * torch.sigmoid(z) * F.softplus(-z) - torch.sigmoid(-z))
        return torch.where(y == 1, dz, -dz) / z.numel() * g, None, None, None


# --- two None too few
class FocalFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels, alpha, gamma):
        z = torch.where(labels == 1, logits, -logits)
        ctx.save_for_backward(z, labels)
        ctx.alpha, ctx.gamma = alpha, gamma
        a = labels * alpha + (1 - labels) * (1 - alpha)
        return (a * (-gamma * F.softplus(z)).exp() * F.softplus(-z)).mean()

    @staticmethod
    def backward(ctx, g):
        z, y = ctx.saved_tensors
        a = y * ctx.alpha + (1 - y) * (1 - ctx.alpha)
        w = (-ctx.gamma * F.softplus(z)).exp()
        dz = a * w * (-ctx.gamma * torch.sigmoid(z) * F.softplus(-z) - torch.sigmoid(-z))
        return torch.where(y == 1, dz, -dz) / z.numel() * g, None
