import torch


# --- the crossing token dropped
def filtered_probs(logits, k, p, temperature):
    s, idx = (logits / temperature).sort(1, descending=True)
    s[:, k:] = -torch.inf
    q = s.softmax(1)
    drop = q.cumsum(1) > p
    drop[:, 0] = False
    q = q.masked_fill(drop, 0)
    return torch.zeros_like(q).scatter(1, idx, q / q.sum(1, keepdim=True))


# --- top-p first
def filtered_probs(logits, k, p, temperature):
    s, idx = (logits / temperature).sort(1, descending=True)
    q = s.softmax(1)
    q = q.masked_fill(q.cumsum(1) - q >= p, 0)
    q[:, k:] = 0
    return torch.zeros_like(q).scatter(1, idx, q / q.sum(1, keepdim=True))


# --- zeros for minus infinity
def filtered_probs(logits, k, p, temperature):
    s, idx = (logits / temperature).sort(1, descending=True)
    s[:, k:] = 0
    q = s.softmax(1)
    q = q.masked_fill(q.cumsum(1) - q >= p, 0)
    return torch.zeros_like(q).scatter(1, idx, q / q.sum(1, keepdim=True))


# --- a threshold on each probability
def filtered_probs(logits, k, p, temperature):
    q = (logits / temperature).softmax(1)
    q = torch.where(q >= 1 - p, q, 0)
    return q / q.sum(1, keepdim=True)
