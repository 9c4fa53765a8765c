import math

import torch


# --- the free places are not hidden
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    keys, values = k_cache.clone(), v_cache.clone()
    keys[rows, used], values[rows, used] = k, v
    w = ((keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])).softmax(1)
    return (w[:, None] @ values)[:, 0], keys, values


# --- every row gets every new token
def decode_step(q, k, v, k_cache, v_cache, used):
    keys, values = k_cache.clone(), v_cache.clone()
    for u in used.tolist():
        keys[:, u], values[:, u] = k, v
    hidden = torch.arange(keys.shape[1])[None] > used[:, None]
    s = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    w = s.masked_fill(hidden, -torch.inf).softmax(1)
    return (w[:, None] @ values)[:, 0], keys, values


# --- written in place
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    k_cache[rows, used], v_cache[rows, used] = k, v
    hidden = torch.arange(k_cache.shape[1])[None] > used[:, None]
    s = (k_cache @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    w = s.masked_fill(hidden, -torch.inf).softmax(1)
    return (w[:, None] @ v_cache)[:, 0], k_cache, v_cache


# --- free places wiped out in the cache
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    inside = torch.arange(k_cache.shape[1])[None] <= used[:, None]
    keys, values = k_cache * inside[..., None], v_cache * inside[..., None]
    keys[rows, used], values[rows, used] = k, v
    s = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    w = s.masked_fill(~inside, -torch.inf).softmax(1)
    return (w[:, None] @ values)[:, 0], keys, values


# --- the result before the token is put in
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    hidden = torch.arange(k_cache.shape[1])[None] > used[:, None]
    s = (k_cache @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    w = s.masked_fill(hidden, -torch.inf).softmax(1)
    out = (w[:, None] @ v_cache)[:, 0]
    keys, values = k_cache.clone(), v_cache.clone()
    keys[rows, used], values[rows, used] = k, v
    return out, keys, values


# --- a causal mask on a single query
def decode_step(q, k, v, k_cache, v_cache, used):
    rows = torch.arange(len(q))
    keys, values = k_cache.clone(), v_cache.clone()
    keys[rows, used], values[rows, used] = k, v
    s = q[:, None] @ keys.mT / math.sqrt(q.shape[1])
    causal = torch.ones(1, keys.shape[1]).tril() == 1
    w = s.masked_fill(~causal, -torch.inf).softmax(-1)
    return (w @ values)[:, 0], keys, values
