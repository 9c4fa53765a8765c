import math

import torch
import torch.nn.functional as F
from torch import nn


# --- max with values
def softmax(x, dim):
    e = (x - x.max(dim, keepdim=True).values).exp()
    return e / e.sum(dim, keepdim=True)


# --- the maximum detached
def softmax(x, dim):
    z = x - torch.amax(x, dim, True).detach()
    e = torch.exp(z)
    return e / torch.sum(e, dim, True)


# --- by rows, transposed for the other axis
def softmax(x, dim):
    if dim == 0:
        return softmax(x.t(), 1).t()
    rows = []
    for row in x:
        e = (row - row.max()).exp()
        rows.append(e / e.sum())
    return torch.stack(rows)


# --- logarithm and back
def softmax(x, dim):
    z = x - x.amax(dim, keepdim=True)
    return (z - z.exp().sum(dim, keepdim=True).log()).exp()
