import math

import torch


# --- the row sum from what flows in and what came out, as in FlashAttention
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        scale = q.shape[-1] ** -0.5
        s = torch.einsum("md,td->mt", q, k) * scale
        p = torch.exp(s - s.logsumexp(-1, keepdim=True))
        o = p @ v
        ctx.save_for_backward(q, k, v, p, o)
        ctx.scale = scale
        return o

    @staticmethod
    def backward(ctx, do):
        q, k, v, p, o = ctx.saved_tensors
        delta = (do * o).sum(-1, keepdim=True)
        ds = p * (do @ v.mT - delta) * ctx.scale
        return ds @ k, ds.mT @ q, p.mT @ do


# --- the weights computed again from the statistics of each row
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        scores = q.mm(k.t()) / math.sqrt(k.size(1))
        top = scores.max(dim=1, keepdim=True).values
        weight = (scores - top).exp()
        total = weight.sum(dim=1, keepdim=True)
        ctx.save_for_backward(q, k, v, top + total.log())
        return weight.mm(v) / total

    @staticmethod
    def backward(ctx, g):
        q, k, v, lse = ctx.saved_tensors
        root = math.sqrt(k.size(1))
        p = (q.mm(k.t()) / root - lse).exp()
        dp = g.mm(v.t())
        pdp = p * dp
        ds = pdp - p * pdp.sum(1, keepdim=True)
        return ds.mm(k) / root, ds.t().mm(q) / root, p.t().mm(g)


# --- query by query, with the Jacobian of its softmax
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        ctx.save_for_backward(q, k, v)
        return torch.stack([torch.softmax(k @ row / len(row) ** 0.5, 0) @ v for row in q])

    @staticmethod
    def backward(ctx, g):
        q, k, v = ctx.saved_tensors
        root = q.shape[1] ** 0.5
        dq, dk, dv = torch.zeros_like(q), torch.zeros_like(k), torch.zeros_like(v)
        for i in range(len(q)):
            p = torch.softmax(k @ q[i] / root, 0)
            jacobian = torch.diag(p) - torch.outer(p, p)
            ds = jacobian @ (v @ g[i])
            dq[i] = ds @ k / root
            dk += torch.outer(ds, q[i]) / root
            dv += torch.outer(p, g[i])
        return dq, dk, dv


# --- queries scaled before the product
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        qs = q / math.sqrt(q.shape[1])
        p = (qs @ k.transpose(0, 1)).softmax(dim=-1)
        ctx.save_for_backward(qs, k, v, p)
        return torch.matmul(p, v)

    @staticmethod
    def backward(ctx, grad_output):
        qs, k, v, p = ctx.saved_tensors
        dv = torch.matmul(p.transpose(0, 1), grad_output)
        dp = torch.matmul(grad_output, v.transpose(0, 1))
        ds = torch.addcmul(p * dp, p, (p * dp).sum(-1, keepdim=True), value=-1)
        dqs = torch.matmul(ds, k)
        return dqs / math.sqrt(k.shape[1]), torch.matmul(ds.transpose(0, 1), qs), dv
