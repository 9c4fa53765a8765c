import torch
import torch.nn.functional as F


# --- one-hot of the top k
def load_balancing_loss(router_logits, k):
    p = F.softmax(router_logits, dim=-1)
    _, idx = torch.topk(p, k, dim=-1)
    hot = F.one_hot(idx, p.shape[-1]).to(p.dtype).sum(1)
    f = hot.mean(0) / k
    return p.shape[-1] * torch.dot(f, p.mean(0))


# --- bincount
def load_balancing_loss(router_logits, k):
    n, e = router_logits.shape
    best = router_logits.detach().argsort(dim=1, descending=True)[:, :k]
    counts = torch.bincount(best.flatten(), minlength=e).to(router_logits.dtype)
    return e * (counts / (n * k) * router_logits.softmax(1).sum(0) / n).sum()


# --- a matrix product
def load_balancing_loss(router_logits, k):
    n, e = router_logits.shape
    p = router_logits.log_softmax(1).exp()
    with torch.no_grad():
        least = p.topk(k).values[:, -1:]
        taken = (p >= least).to(p.dtype)
    return e * (taken.sum(0) @ p.sum(0)) / (n * n * k)


# --- an expert at a time
def load_balancing_loss(router_logits, k):
    n, e = router_logits.shape
    p = torch.softmax(router_logits, 1)
    idx = router_logits.topk(k, 1).indices
    total = 0.0
    for expert in range(e):
        share = int((idx == expert).sum()) / (n * k)
        total = total + share * p[:, expert].mean()
    return e * total
