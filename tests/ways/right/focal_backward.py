import torch
import torch.nn.functional as F


# --- by z
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
        return torch.where(y == 1, dz, -dz) / z.numel() * g, None, None, None


# --- both classes apart
class FocalFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels, alpha, gamma):
        lp, ln = F.logsigmoid(logits), F.logsigmoid(-logits)
        ctx.save_for_backward(lp, ln, labels)
        ctx.a, ctx.g = alpha, gamma
        pos = alpha * labels * (gamma * ln).exp() * lp
        neg = (1 - alpha) * (1 - labels) * (gamma * lp).exp() * ln
        return -(pos + neg).mean()

    @staticmethod
    def backward(ctx, grad):
        lp, ln, y = ctx.saved_tensors
        p, q = lp.exp(), ln.exp()
        pos = ctx.a * y * (ctx.g * ln).exp() * (ctx.g * p * lp - q)
        neg = (1 - ctx.a) * (1 - y) * (ctx.g * lp).exp() * (ctx.g * q * ln - p)
        return grad * (pos - neg) / y.numel(), None, None, None
