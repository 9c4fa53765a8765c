import torch


# --- mean and reciprocal kept, sums in place of means
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        var, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
        r = torch.rsqrt(var + eps)
        ctx.save_for_backward(x, weight, mean, r)
        return torch.addcmul(bias, (x - mean) * r, weight)

    @staticmethod
    def backward(ctx, g):
        x, w, mean, r = ctx.saved_tensors
        d = x.shape[-1]
        xh = (x - mean) * r
        h = g * w
        dx = d * h - h.sum(-1, keepdim=True) - xh * (h * xh).sum(-1, keepdim=True)
        return dx * r / d, torch.einsum("nd,nd->d", g, xh), g.sum(0), None


# --- path by path: variance, then mean, then the row
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        mu = x.mean(1, keepdim=True)
        var = ((x - mu) ** 2).mean(1, keepdim=True)
        ctx.save_for_backward(x - mu, var, weight)
        ctx.eps = eps
        return weight * (x - mu) / (var + eps).sqrt() + bias

    @staticmethod
    def backward(ctx, grad_output):
        c, var, w = ctx.saved_tensors
        n = c.size(1)
        std = (var + ctx.eps) ** 0.5
        dxh = grad_output * w
        dvar = (dxh * c).sum(1, keepdim=True) * -0.5 / std**3
        dmu = -(dxh / std).sum(1, keepdim=True) + dvar * (-2 * c).mean(1, keepdim=True)
        dx = dxh / std + dvar * 2 * c / n + dmu / n
        return dx, (grad_output * c / std).sum(0), grad_output.sum(0), None


# --- the Jacobian of each row
class LayerNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias, eps):
        rows = []
        ctx.kept = []
        for row in x:
            c = row - row.mean()
            s = ((c @ c) / len(c) + eps).sqrt()
            ctx.kept.append((c / s, s))
            rows.append(c / s * weight + bias)
        ctx.weight = weight
        return torch.stack(rows)

    @staticmethod
    def backward(ctx, g):
        dx = torch.empty_like(g)
        dw, db = torch.zeros_like(ctx.weight), torch.zeros_like(ctx.weight)
        for n, (xh, s) in enumerate(ctx.kept):
            d = len(xh)
            jac = (torch.eye(d, dtype=g.dtype) - 1 / d - torch.outer(xh, xh) / d) / s
            dx[n] = jac @ (g[n] * ctx.weight)
            dw += g[n] * xh
            db += g[n]
        return dx, dw, db, None
