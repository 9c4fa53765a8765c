import math

import torch


# --- an axis for the groups, nothing copied
def grouped_attention(q, k, v):
    b, h, t, d = q.shape
    g = k.size(1)
    qs = q.reshape(b, g, h // g, t, d)
    w = (qs @ k.unsqueeze(2).mT * d**-0.5).softmax(-1)
    return (w @ v.unsqueeze(2)).reshape(b, h, t, d)


# --- repeat_kv by expand, as in transformers
def grouped_attention(q, k, v):
    def spread(x, n):
        b, g, t, d = x.shape
        return x[:, :, None].expand(b, g, n, t, d).reshape(b, g * n, t, d)

    n = q.shape[1] // k.shape[1]
    s = torch.einsum("bhid,bhjd->bhij", q, spread(k, n)) / math.sqrt(q.shape[-1])
    return torch.einsum("bhij,bhjd->bhid", torch.softmax(s, -1), spread(v, n))


# --- head by head
def grouped_attention(q, k, v):
    out = []
    for h in range(q.shape[1]):
        g = h * k.shape[1] // q.shape[1]
        w = torch.softmax(torch.bmm(q[:, h], k[:, g].transpose(1, 2)) / q.shape[3] ** 0.5, 2)
        out.append(torch.bmm(w, v[:, g]))
    return torch.stack(out, 1)
