import torch


# --- cut without dividing
def top_k_gate(logits, k):
    p = logits.softmax(1)
    return p * (p >= p.topk(k, 1).values[:, -1:])


# --- the weights in descending order
def top_k_gate(logits, k):
    out = torch.zeros_like(logits)
    out[:, :k] = logits.topk(k, 1).values.softmax(1)
    return out


# --- multiplied by the mask before the softmax
def top_k_gate(logits, k):
    keep = logits >= logits.topk(k, 1).values[:, -1:]
    return (logits * keep).softmax(1)


# --- the logits themselves for weights
def top_k_gate(logits, k):
    values, places = logits.topk(k, 1)
    return torch.zeros_like(logits).scatter(1, places, values / values.sum(1, keepdim=True))


# --- always two
def top_k_gate(logits, k):
    values, places = logits.topk(2, 1)
    return torch.zeros_like(logits).scatter(1, places, values.softmax(1))


# --- the graph is cut
def top_k_gate(logits, k):
    values, places = logits.detach().topk(k, 1)
    return torch.zeros_like(logits).scatter(1, places, values.softmax(1))


# --- the exponentials without the maximum
def top_k_gate(logits, k):
    values, places = logits.topk(k, 1)
    e = values.exp()
    return torch.zeros_like(logits).scatter(1, places, e / e.sum(1, keepdim=True))
