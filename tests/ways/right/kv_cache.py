import math

import torch


# --- written by index into copies
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    keys, values = k_cache.clone(), v_cache.clone()
    keys[rows, used], values[rows, used] = k, v
    s = torch.einsum("bd,btd->bt", q, keys) * q.shape[-1] ** -0.5
    hidden = torch.arange(keys.shape[1])[None, :] > used[:, None]
    return (
        torch.einsum("bt,btd->bd", s.masked_fill(hidden, -torch.inf).softmax(1), values),
        keys,
        values,
    )


# --- scatter and bmm
def decode_step(q, k, v, k_cache, v_cache, used):
    at = used.view(-1, 1, 1).expand(-1, 1, k.size(1))
    keys = k_cache.scatter(1, at, k.unsqueeze(1))
    values = v_cache.scatter(1, at, v.unsqueeze(1))
    s = torch.bmm(q.unsqueeze(1), keys.mT) / math.sqrt(q.size(1))
    free = torch.arange(keys.size(1)).view(1, 1, -1) >= (used + 1).view(-1, 1, 1)
    w = torch.softmax(s + torch.zeros_like(s).masked_fill(free, torch.finfo(s.dtype).min), -1)
    return torch.bmm(w, values).squeeze(1), keys, values


# --- sequence by sequence, cut to length
def decode_step(q, k, v, k_cache, v_cache, used):
    keys, values, out = k_cache.clone(), v_cache.clone(), torch.empty_like(q)
    for b, u in enumerate(used.tolist()):
        keys[b, u] = k[b]
        values[b, u] = v[b]
        w = (keys[b, : u + 1] @ q[b] / q.shape[1] ** 0.5).softmax(0)
        out[b] = w @ values[b, : u + 1]
    return out, keys, values


# --- pieces put together, the exponentials by hand
def decode_step(q, k, v, k_cache, v_cache, used):
    def put(cache, new):
        rows = [torch.cat([c[:u], n[None], c[u + 1 :]]) for c, n, u in zip(cache, new, used)]
        return torch.stack(rows)

    keys, values = put(k_cache, k), put(v_cache, v)
    inside = torch.arange(keys.shape[1]).expand(len(q), -1).le(used[:, None])
    s = torch.where(inside, (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1]), -torch.inf)
    e = (s - s.amax(1, keepdim=True)).exp()
    w = e / e.sum(1, keepdim=True)
    return (w[:, None] @ values)[:, 0], keys, values
