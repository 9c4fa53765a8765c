import torch
import torch.nn.functional as F


# --- zero over zero where p is 1
def dropout(x, u, p, training):
    if not training:
        return x
    return x * (u >= p) / (1 - torch.tensor(p, dtype=x.dtype))


# --- random numbers of its own
def dropout(x, u, p, training):
    return F.dropout(x, p, training)


# --- the scale without a gradient
def dropout(x, u, p, training):
    if not training:
        return x
    if p == 1:
        return x * 0
    y = x.detach() * (u >= p) / (1 - p)
    return y + (x - x.detach())


# --- minus infinity in place of 0, as before a softmax
def dropout(x, u, p, training):
    if not training:
        return x
    if p == 1:
        return x * 0
    return x.masked_fill(u < p, float("-inf")) / (1 - p)


# --- a row dropped at a time
def dropout(x, u, p, training):
    if not training:
        return x
    if p == 1:
        return x * 0
    return x * (u[:, :1] >= p) / (1 - p)
