import torch


# --- nothing is rescaled
def online_step(scores, values, high, total, out):
    m = torch.maximum(high, scores.amax(1))
    p = (scores - m[:, None]).exp()
    return m, total + p.sum(1), out + p @ values


# --- no maximum at all
def online_step(scores, values, high, total, out):
    p = scores.exp()
    old = high.exp()
    m = torch.maximum(high, scores.amax(1))
    e = m.exp()
    l = (old * total + p.sum(1)) / e
    return m, l, (old[:, None] * out + p @ values) / e[:, None]


# --- the older form, always divided
def online_step(scores, values, high, total, out):
    m = torch.maximum(high, scores.amax(1))
    a, p = (high - m).exp(), (scores - m[:, None]).exp()
    l = a * total + p.sum(1)
    return m, l, ((a * total)[:, None] * out + p @ values) / l[:, None]


# --- rescaled by the maximum of the block
def online_step(scores, values, high, total, out):
    block = scores.amax(1)
    m = torch.maximum(high, block)
    p = (scores - block[:, None]).exp()
    a = (high - m).exp()
    return m, a * total + p.sum(1), a[:, None] * out + p @ values


# --- a softmax of the block
def online_step(scores, values, high, total, out):
    m = torch.maximum(high, scores.amax(1))
    a, p = (high - m).exp(), (scores - m[:, None]).exp()
    return m, a * total + p.sum(1), a[:, None] * out + scores.softmax(1) @ values


# --- minus infinity less minus infinity
def online_step(scores, values, high, total, out):
    m = torch.where(high.isinf(), high, torch.maximum(high, scores.amax(1)))
    a, p = (high - m).exp(), (scores - m[:, None]).exp()
    return m, a * total + p.sum(1), a[:, None] * out + p @ values
