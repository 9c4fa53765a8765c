import math

import torch


# --- einsum, the mask by where
def attention(q, k, v, mask=None):
    s = torch.einsum("bmd,btd->bmt", q, k) * q.size(-1) ** -0.5
    if mask is not None:
        s = torch.where(mask, s, float("-inf"))
    return torch.einsum("bmt,btv->bmv", s.softmax(-1), v)


# --- the softmax by hand, batched products
def attention(q, k, v, mask=None):
    s = torch.bmm(q, k.mT) / math.sqrt(k.shape[2])
    if mask is not None:
        s = s.masked_fill(mask == 0, float("-inf"))
    e = (s - s.amax(-1, keepdim=True)).exp()
    return torch.bmm(e / e.sum(-1, keepdim=True), v)


# --- an additive mask, the queries scaled
def attention(q, k, v, mask=None):
    bias = torch.zeros(q.size(0), q.size(1), k.size(1), dtype=q.dtype)
    if mask is not None:
        bias.masked_fill_(mask.logical_not(), torch.finfo(q.dtype).min)
    return torch.softmax(q / q.size(-1) ** 0.5 @ k.transpose(-2, -1) + bias, -1) @ v


# --- query by query
def attention(q, k, v, mask=None):
    out = []
    for b in range(q.shape[0]):
        for m in range(q.shape[1]):
            seen = slice(None) if mask is None else mask[b, m]
            w = (k[b][seen] @ q[b, m] / q.shape[2] ** 0.5).softmax(0)
            out.append(w @ v[b][seen])
    return torch.stack(out).view(q.shape[0], q.shape[1], -1)
