import torch
import torch.nn.functional as F


# --- var as it comes
def layer_norm(x, weight, bias, eps):
    mu = x.mean(-1, keepdim=True)
    return weight * (x - mu) / (x.var(-1, keepdim=True) + eps).sqrt() + bias


# --- the mean square for the variance
def layer_norm(x, weight, bias, eps):
    mu = x.mean(-1, keepdim=True)
    return weight * (x - mu) * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) + bias


# --- std plus eps
def layer_norm(x, weight, bias, eps):
    mu = x.mean(-1, keepdim=True)
    return weight * (x - mu) / (x.std(-1, keepdim=True, unbiased=False) + eps) + bias


# --- without gradient
def layer_norm(x, weight, bias, eps):
    with torch.no_grad():
        mu = x.mean(-1, keepdim=True)
        var = x.var(-1, keepdim=True, unbiased=False)
    return weight * (x - mu) / (var + eps).sqrt() + bias


# --- PyTorch's own
def layer_norm(x, weight, bias, eps):
    return F.layer_norm(x, x.shape[-1:], weight, bias, eps)


# --- the variance as a mean of squares less a square
def layer_norm(x, weight, bias, eps):
    mu = x.mean(-1, keepdim=True)
    var = x.square().mean(-1, keepdim=True) - mu.square()
    return (x - mu) / (var + eps).sqrt() * weight + bias
