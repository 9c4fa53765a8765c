import torch
import torch.nn.functional as F


# --- the norm for the root mean square
def rms_norm(x, weight, eps):
    return F.normalize(x, dim=-1, eps=eps) * weight


# --- eps on the root
def rms_norm(x, weight, eps):
    return weight * x / (x.pow(2).mean(-1, keepdim=True).sqrt() + eps)


# --- the standard deviation
def rms_norm(x, weight, eps):
    return weight * x / (x.var(-1, keepdim=True, unbiased=False) + eps).sqrt()


# --- eps fixed
def rms_norm(x, weight, eps):
    return weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5)
