import torch
import torch.nn.functional as F


# --- as in transformers, top-k by its threshold
def filtered_probs(logits, k, p, temperature):
    z = logits / temperature
    k = min(k, z.size(-1))
    z = z.masked_fill(z < torch.topk(z, k)[0][..., -1, None], -float("inf"))
    s, idx = torch.sort(z, descending=True)
    cum = s.softmax(-1).cumsum(-1)
    remove = cum >= p
    remove[..., 1:] = remove[..., :-1].clone()
    remove[..., 0] = False
    remove = remove.scatter(1, idx, remove) | torch.isinf(z)
    return z.masked_fill(remove, -float("inf")).softmax(-1)


# --- in descending order by argsort, undone by argsort
def filtered_probs(logits, k, p, temperature):
    order = logits.argsort(1, descending=True)
    probs = F.softmax(logits.gather(1, order) / temperature, dim=1)
    probs[:, k:] = 0
    probs = probs / probs.sum(1, keepdim=True)
    before = torch.cat([torch.zeros_like(probs[:, :1]), probs.cumsum(1)[:, :-1]], 1)
    probs = torch.where(before < p, probs, 0)
    probs = probs / probs.sum(1, keepdim=True)
    return probs.gather(1, order.argsort(1))


# --- row by row
def filtered_probs(logits, k, p, temperature):
    out = torch.zeros_like(logits)
    for n, row in enumerate(logits / temperature):
        top, where = row.topk(min(k, len(row)))
        q = top.softmax(0)
        total, m = 0.0, 0
        while m < len(q) and total < p:
            total += float(q[m])
            m += 1
        out[n, where[:m]] = q[:m] / q[:m].sum()
    return out
