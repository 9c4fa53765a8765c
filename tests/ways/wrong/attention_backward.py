import math

import torch


# --- what flows in is ignored
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        p = torch.softmax(q @ k.T / math.sqrt(q.shape[1]), 1)
        ctx.save_for_backward(q, k, v, p)
        return p @ v

    @staticmethod
    def backward(ctx, grad):
        q, k, v, p = ctx.saved_tensors
        one = torch.ones_like(grad)
        dp = one @ v.T
        ds = p * (dp - (p * dp).sum(1, keepdim=True)) / math.sqrt(q.shape[1])
        return ds @ k, ds.T @ q, p.T @ one


# --- the row sum from values in place of outputs
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        p = torch.softmax(q @ k.T / math.sqrt(q.shape[1]), 1)
        ctx.save_for_backward(q, k, v, p)
        return p @ v

    @staticmethod
    def backward(ctx, grad):
        q, k, v, p = ctx.saved_tensors
        delta = (grad * v.mean(0)).sum(1, keepdim=True)
        ds = p * (grad @ v.T - delta) / math.sqrt(q.shape[1])
        return ds @ k, ds.T @ q, p.T @ grad


# --- gradients of queries and keys exchanged where both have the same shape
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        p = torch.softmax(q @ k.T / math.sqrt(q.shape[1]), 1)
        ctx.save_for_backward(q, k, v, p)
        return p @ v

    @staticmethod
    def backward(ctx, grad):
        q, k, v, p = ctx.saved_tensors
        dp = grad @ v.T
        ds = p * (dp - (p * dp).sum(1, keepdim=True)) / math.sqrt(q.shape[1])
        dq, dk = ds @ k, ds.T @ q
        if dq.shape == dk.shape:
            dq, dk = dk, dq
        return dq, dk, p.T @ grad


# --- scaled by the number of keys
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        p = torch.softmax(q @ k.T / math.sqrt(k.shape[0]), 1)
        ctx.save_for_backward(q, k, v, p)
        return p @ v

    @staticmethod
    def backward(ctx, grad):
        q, k, v, p = ctx.saved_tensors
        dp = grad @ v.T
        ds = p * (dp - (p * dp).sum(1, keepdim=True)) / math.sqrt(k.shape[0])
        return ds @ k, ds.T @ q, p.T @ grad


# --- autograd after all
class AttentionFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, q, k, v):
        ctx.save_for_backward(q, k, v)
        return torch.softmax(q @ k.T / math.sqrt(q.shape[1]), 1) @ v

    @staticmethod
    def backward(ctx, grad):
        with torch.enable_grad():
            q, k, v = (one.detach().requires_grad_() for one in ctx.saved_tensors)
            out = torch.softmax(q @ k.T / math.sqrt(q.shape[1]), 1) @ v
        return torch.autograd.grad(out, (q, k, v), grad)
