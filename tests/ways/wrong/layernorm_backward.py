import torch
import torch.nn.functional as F


# --- only the direct path
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        xh = (x - x.mean(1, keepdim=True)) / (x.var(1, keepdim=True, unbiased=False) + eps).sqrt()
        ctx.save_for_backward(x, xh, weight)
        ctx.eps = eps
        return xh * weight + bias

    @staticmethod
    def backward(ctx, g):
        x, xh, w = ctx.saved_tensors
        dx = g * w / (x.var(1, keepdim=True, unbiased=False) + ctx.eps).sqrt()
        return dx, (g * xh).sum(0), g.sum(0), None


# --- the unbiased variance
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        r = torch.rsqrt(x.var(1, keepdim=True) + eps)
        xh = (x - x.mean(1, keepdim=True)) * r
        ctx.save_for_backward(xh, r, weight)
        return xh * weight + bias

    @staticmethod
    def backward(ctx, g):
        xh, r, w = ctx.saved_tensors
        h = g * w
        dx = r * (h - h.mean(1, keepdim=True) - xh * (h * xh).mean(1, keepdim=True))
        return dx, (g * xh).sum(0), g.sum(0), None


# --- eps forgotten on the way back
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        var, mean = torch.var_mean(x, dim=1, correction=0, keepdim=True)
        ctx.save_for_backward((x - mean) / (var + eps).sqrt(), var, weight)
        return (x - mean) / (var + eps).sqrt() * weight + bias

    @staticmethod
    def backward(ctx, g):
        xh, var, w = ctx.saved_tensors
        h = g * w
        dx = (h - h.mean(1, keepdim=True) - xh * (h * xh).mean(1, keepdim=True)) / var.sqrt()
        return dx, (g * xh).sum(0), g.sum(0), None


# --- gains and shifts not summed
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        var, mean = torch.var_mean(x, dim=1, correction=0, keepdim=True)
        r = torch.rsqrt(var + eps)
        ctx.save_for_backward((x - mean) * r, r, weight)
        return (x - mean) * r * weight + bias

    @staticmethod
    def backward(ctx, g):
        xh, r, w = ctx.saved_tensors
        h = g * w
        dx = r * (h - h.mean(1, keepdim=True) - xh * (h * xh).mean(1, keepdim=True))
        return dx, (g * xh)[0], g[0], None


# --- sums where means belong
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        var, mean = torch.var_mean(x, dim=1, correction=0, keepdim=True)
        r = torch.rsqrt(var + eps)
        ctx.save_for_backward((x - mean) * r, r, weight)
        return (x - mean) * r * weight + bias

    @staticmethod
    def backward(ctx, g):
        xh, r, w = ctx.saved_tensors
        h = g * w
        dx = r * (h - h.sum(1, keepdim=True) - xh * (h * xh).sum(1, keepdim=True))
        return dx, (g * xh).sum(0), g.sum(0), None


# --- autograd inside
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        ctx.save_for_backward(x, weight, bias)
        ctx.eps = eps
        var, mean = torch.var_mean(x, dim=1, correction=0, keepdim=True)
        return (x - mean) * torch.rsqrt(var + eps) * weight + bias

    @staticmethod
    def backward(ctx, g):
        with torch.enable_grad():
            x, w, b = (t.detach().requires_grad_() for t in ctx.saved_tensors)
            y = F.layer_norm(x, x.shape[-1:], w, b, ctx.eps)
            return (*torch.autograd.grad(y, (x, w, b), g), None)


# --- the variance as a mean of squares less a square
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        mu = x.mean(1, keepdim=True)
        r = torch.rsqrt((x * x).mean(1, keepdim=True) - mu * mu + eps)
        ctx.save_for_backward((x - mu) * r, r, weight)
        return (x - mu) * r * weight + bias

    @staticmethod
    def backward(ctx, g):
        xh, r, w = ctx.saved_tensors
        h = g * w
        dx = r * (h - h.mean(1, keepdim=True) - xh * (h * xh).mean(1, keepdim=True))
        return dx, (g * xh).sum(0), g.sum(0), None
