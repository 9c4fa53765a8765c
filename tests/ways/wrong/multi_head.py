import math

import torch
import torch.nn.functional as F
from torch import nn


# --- heads cut by a view
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    b, t, e = x.shape
    q, k, v = (F.linear(x, w).view(b, heads, t, e // heads) for w in (w_q, w_k, w_v))
    s = q @ k.mT / math.sqrt(e // heads)
    if mask is not None:
        s = s.masked_fill(~mask[:, None], -torch.inf)
    return F.linear((s.softmax(-1) @ v).view(b, t, e), w_o)


# --- joined without going back
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    b, t, e = x.shape
    q, k, v = (F.linear(x, w).view(b, t, heads, -1).transpose(1, 2) for w in (w_q, w_k, w_v))
    s = q @ k.mT / math.sqrt(q.size(-1))
    if mask is not None:
        s = s.masked_fill(~mask[:, None], -torch.inf)
    return F.linear((s.softmax(-1) @ v).contiguous().view(b, t, e), w_o)


# --- a single head
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = x @ w_q.T, x @ w_k.T, x @ w_v.T
    s = q @ k.mT / math.sqrt(q.size(-1))
    if mask is not None:
        s = s.masked_fill(~mask, -torch.inf)
    return s.softmax(-1) @ v @ w_o.T


# --- the mask as PyTorch's layer reads it
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = (F.linear(x, w).unflatten(2, (heads, -1)).transpose(1, 2) for w in (w_q, w_k, w_v))
    s = q @ k.mT / math.sqrt(q.size(-1))
    if mask is not None:
        s = s.masked_fill(mask[:, None], -1e9)
    return F.linear((s.softmax(-1) @ v).transpose(1, 2).flatten(2), w_o)


# --- the heads averaged
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = (F.linear(x, w).unflatten(2, (heads, -1)).transpose(1, 2) for w in (w_q, w_k, w_v))
    s = q @ k.mT / math.sqrt(q.size(-1))
    if mask is not None:
        s = s.masked_fill(~mask[:, None], -torch.inf)
    y = (s.softmax(-1) @ v).mean(1)
    return F.linear(y.repeat(1, 1, heads), w_o)


# --- the softmax without its maximum
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = (F.linear(x, w).unflatten(2, (heads, -1)).transpose(1, 2) for w in (w_q, w_k, w_v))
    e = (q @ k.mT / math.sqrt(q.size(-1))).exp()
    if mask is not None:
        e = e * mask[:, None]
    return F.linear((e / e.sum(-1, keepdim=True) @ v).transpose(1, 2).flatten(2), w_o)


# --- PyTorch's own
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    layer = torch.nn.MultiheadAttention(4, heads, bias=False, batch_first=True, dtype=x.dtype)
    hidden = None if mask is None else ~mask.repeat_interleave(heads, 0)
    with torch.no_grad():
        layer.in_proj_weight.copy_(torch.cat([w_q, w_k, w_v]))
        layer.out_proj.weight.copy_(w_o)
    return layer(x, x, x, attn_mask=hidden)[0]


# --- PyTorch's own, written in Python where the weights are asked for
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    hidden = None if mask is None else ~mask.repeat_interleave(heads, dim=0)
    s = x.transpose(0, 1)
    y, _ = F.multi_head_attention_forward(
        s,
        s,
        s,
        4,
        heads,
        torch.cat((w_q, w_k, w_v)),
        None,
        None,
        None,
        False,
        0.0,
        w_o,
        None,
        attn_mask=hidden,
        need_weights=True,
    )
    return y.transpose(0, 1)


# --- the same as a layer
def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    layer = nn.MultiheadAttention(4, heads, bias=False, batch_first=True, dtype=x.dtype)
    layer.in_proj_weight, layer.out_proj.weight = (
        nn.Parameter(torch.cat((w_q, w_k, w_v))),
        nn.Parameter(w_o),
    )
    hidden = None if mask is None else ~mask.repeat_interleave(heads, dim=0)
    return layer(x, x, x, attn_mask=hidden, need_weights=True)[0]
