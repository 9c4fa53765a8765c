import math

import torch
import torch.nn.functional as F


# --- masked after the softmax
def attention(q, k, v, mask=None):
    w = (q @ k.mT / math.sqrt(q.size(-1))).softmax(-1)
    return (w if mask is None else w * mask) @ v


# --- the exponentials without the maximum
def attention(q, k, v, mask=None):
    e = (q @ k.mT / math.sqrt(q.size(-1))).exp()
    e = e if mask is None else e * mask
    return e / e.sum(-1, keepdim=True) @ v


# --- a mask that is not low enough
def attention(q, k, v, mask=None):
    s = q @ k.mT / math.sqrt(q.size(-1))
    s = s if mask is None else s.masked_fill(~mask, -10.0)
    return s.softmax(-1) @ v


# --- the smallest positive number
def attention(q, k, v, mask=None):
    s = q @ k.mT / math.sqrt(q.size(-1))
    s = s if mask is None else s.masked_fill(~mask, torch.finfo(q.dtype).tiny)
    return s.softmax(-1) @ v


# --- PyTorch's own
def attention(q, k, v, mask=None):
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
