import torch


# --- a mask that is multiplied
def dropout(x, u, p, training):
    if not training or p == 0:
        return x * 1
    if p == 1:
        return torch.zeros_like(x) * x
    mask = (u >= p).to(x.dtype)
    return x * mask / (1 - p)


# --- filled, the scale in one number
def dropout(x, u, p, training):
    if training:
        scale = 1 / (1 - p) if p < 1 else 0.0
        return (x * scale).masked_fill(u < p, 0)
    return x


# --- a tensor of factors
def dropout(x, u, p, training):
    factor = torch.ones_like(x)
    if training:
        keep = 1 - p
        factor = torch.where(u > p, 1 / keep if keep else 0.0, 0.0).type_as(x)
    return torch.mul(x, factor)


# --- a constant where nothing is kept
def dropout(x, u, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    return x * (u > p) / (1 - p)
