import math

import torch
import torch.nn.functional as F


# --- concatenated twice
def grouped_attention(q, k, v):
    k, v = torch.cat([k, k], 1), torch.cat([v, v], 1)
    return (q @ k.mT / math.sqrt(q.size(-1))).softmax(-1) @ v


# --- groups on the wrong side of the split
def grouped_attention(q, k, v):
    b, h, t, d = q.shape
    qs = q.reshape(b, h // 2, 2, t, d)
    w = (qs @ k.unsqueeze(1).mT / math.sqrt(d)).softmax(-1)
    return (w @ v.unsqueeze(1)).reshape(b, h, t, d)


# --- a causal mask nobody asked for
def grouped_attention(q, k, v):
    k, v = k.repeat_interleave(2, 1), v.repeat_interleave(2, 1)
    s = q @ k.mT / math.sqrt(q.size(-1))
    s = s.masked_fill(torch.ones(s.shape[-2:]).triu(1) == 1, -torch.inf)
    return s.softmax(-1) @ v


# --- PyTorch's own
def grouped_attention(q, k, v):
    return F.scaled_dot_product_attention(q, k, v, enable_gqa=True)
