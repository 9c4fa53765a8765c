import torch


# --- nan far out
def entropy_loss(logits, mask):
    p = torch.softmax(logits, -1)
    h = -(p * p.log()).sum(-1)
    return -torch.where(mask, h, 0.0).sum() / mask.sum()


# --- an epsilon
def entropy_loss(logits, mask):
    p = torch.softmax(logits, -1)
    h = -(p * (p + 1e-5).log()).sum(-1)
    return -torch.where(mask, h, 0.0).sum() / mask.sum()


# --- per sequence
def entropy_loss(logits, mask):
    lp = torch.log_softmax(logits, -1)
    h = -(lp.exp() * lp).sum(-1)
    return -((h * mask).sum(1) / mask.sum(1)).mean()


# --- the positive entropy
def entropy_loss(logits, mask):
    lp = torch.log_softmax(logits, -1)
    h = -(lp.exp() * lp).sum(-1)
    return h[mask].mean()
