import torch
from torch import nn


# --- var, told not to correct
def layer_norm(x, weight, bias, eps):
    mu = x.mean(-1, keepdim=True)
    var = x.var(-1, keepdim=True, unbiased=False)
    return weight * (x - mu) / (var + eps).sqrt() + bias


# --- rsqrt
def layer_norm(x, weight, bias, eps):
    c = x - x.mean(dim=-1)[:, None]
    r = torch.rsqrt((c * c).mean(-1, keepdim=True) + eps)
    return torch.addcmul(bias, c * r, weight)


# --- both at once
def layer_norm(x, weight, bias, eps):
    var, mean = torch.var_mean(x, dim=1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias


# --- row by row
def layer_norm(x, weight, bias, eps):
    rows = []
    for row in x:
        d = row - row.sum() / len(row)
        rows.append(d * ((d**2).sum() / len(row) + eps) ** -0.5 * weight + bias)
    return torch.stack(rows)
