import math

import torch
import torch.nn.functional as F
from torch import nn


# --- einsum over weights cut by head
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    d = x.shape[-1] // heads
    q = torch.einsum("btf,hdf->bhtd", x, w_q.view(heads, d, -1))
    k = torch.einsum("btf,hdf->bhtd", x, w_k.view(heads, d, -1))
    v = torch.einsum("btf,hdf->bhtd", x, w_v.view(heads, d, -1))
    s = torch.einsum("bhid,bhjd->bhij", q, k) * d**-0.5
    if mask is not None:
        s = torch.where(mask[:, None], s, float("-inf"))
    o = torch.einsum("bhij,bhjd->bihd", s.softmax(-1), v)
    return torch.einsum("bihd,ohd->bio", o, w_o.view(-1, heads, d))


# --- head by head, each projected by its own columns and added
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    d = 4 // heads
    y = 0
    for h in range(heads):
        own = slice(h * d, (h + 1) * d)
        q, k, v = x @ w_q[own].T, x @ w_k[own].T, x @ w_v[own].T
        s = torch.bmm(q, k.mT) / math.sqrt(d)
        if mask is not None:
            s = s.masked_fill(mask == 0, torch.finfo(s.dtype).min)
        y = y + torch.softmax(s, 2) @ v @ w_o[:, own].T
    return y


# --- one product for all three, view and permute
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    b, t, e = x.shape
    qkv = F.linear(x, torch.cat([w_q, w_k, w_v], 0)).view(b, t, 3, heads, e // heads)
    q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
    s = q / (e // heads) ** 0.5 @ k.transpose(-1, -2)
    if mask is not None:
        s = s + torch.zeros(mask.shape, dtype=s.dtype).masked_fill(~mask, -torch.inf)[:, None]
    y = (F.softmax(s, dim=-1) @ v).transpose(1, 2).contiguous().view(b, t, e)
    return F.linear(y, w_o)


# --- heads put into the batch by chunk and cat
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    def cut(w):
        return torch.cat(F.linear(x, w).chunk(heads, dim=2), dim=0)

    q, k, v = cut(w_q), cut(w_k), cut(w_v)
    s = torch.baddbmm(torch.zeros(1, dtype=x.dtype), q, k.mT, alpha=q.shape[2] ** -0.5)
    if mask is not None:
        s = s.masked_fill(mask.repeat(heads, 1, 1).logical_not(), -torch.inf)
    y = torch.bmm(nn.Softmax(dim=-1)(s), v)
    return torch.cat(y.split(len(x)), dim=2) @ w_o.t()
