import torch
import torch.nn.functional as F


# --- shares of shares, without a gradient
def load_balancing_loss(router_logits, k):
    e = router_logits.shape[1]
    f = F.one_hot(router_logits.topk(k, 1).indices, e).sum(1).to(router_logits.dtype).mean(0) / k
    return e * (f * f).sum() + 0 * router_logits.sum()


# --- the variation of the load
def load_balancing_loss(router_logits, k):
    p = router_logits.softmax(1).sum(0)
    return p.var() / p.mean() ** 2


# --- token by token, not means
def load_balancing_loss(router_logits, k):
    e = router_logits.shape[1]
    p = router_logits.softmax(1)
    hot = F.one_hot(router_logits.topk(k, 1).indices, e).sum(1).to(p.dtype) / k
    return e * (hot * p).sum(1).mean()


# --- the experts least wanted
def load_balancing_loss(router_logits, k):
    e = router_logits.shape[1]
    p = router_logits.softmax(1)
    f = F.one_hot((-router_logits).topk(k, 1).indices, e).sum(1).to(p.dtype).mean(0) / k
    return e * (f * p.mean(0)).sum()
