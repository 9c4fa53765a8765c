import torch
import torch.nn.functional as F


# --- var as it comes
def group_norm(x, weight, bias, groups, eps):
    y = x.reshape(x.shape[0], groups, -1)
    y = (y - y.mean(-1, keepdim=True)) / (y.var(-1, keepdim=True) + eps).sqrt()
    return y.reshape(x.shape) * weight[:, None] + bias[:, None]


# --- groups across the samples
def group_norm(x, weight, bias, groups, eps):
    y = x.reshape(groups, -1)
    y = (y - y.mean(1, keepdim=True)) / (y.var(1, keepdim=True, unbiased=False) + eps).sqrt()
    return y.reshape(x.shape) * weight[:, None] + bias[:, None]


# --- the number of groups taken for their size
def group_norm(x, weight, bias, groups, eps):
    y = x.reshape(x.shape[0], 6 // groups, -1)
    y = (y - y.mean(2, keepdim=True)) / (y.var(2, keepdim=True, unbiased=False) + eps).sqrt()
    return y.reshape(x.shape) * weight[:, None] + bias[:, None]


# --- channels last while grouping
def group_norm(x, weight, bias, groups, eps):
    n, c, length = x.shape
    y = x.transpose(1, 2).reshape(n, groups, -1)
    y = (y - y.mean(2, keepdim=True)) / (y.var(2, keepdim=True, unbiased=False) + eps).sqrt()
    y = y.reshape(n, length, c).transpose(1, 2)
    return y * weight[:, None] + bias[:, None]


# --- without gain and shift
def group_norm(x, weight, bias, groups, eps):
    y = x.reshape(x.shape[0], groups, -1)
    y = (y - y.mean(2, keepdim=True)) / (y.var(2, keepdim=True, unbiased=False) + eps).sqrt()
    return y.reshape(x.shape)


# --- PyTorch's own
def group_norm(x, weight, bias, groups, eps):
    return F.group_norm(x, groups, weight, bias, eps)


# --- the variance as a mean of squares less a square
def group_norm(x, weight, bias, groups, eps):
    y = x.reshape(x.shape[0], groups, -1)
    mu = y.mean(2, keepdim=True)
    y = (y - mu) * torch.rsqrt((y * y).mean(2, keepdim=True) - mu * mu + eps)
    return y.reshape(x.shape) * weight[:, None] + bias[:, None]
