import torch
import torch.nn.functional as F


# --- softplus of a margin
def multilabel_soft_margin(logits, labels, weight=None):
    z = (2 * labels - 1) * logits
    loss = F.softplus(-z)
    return (loss if weight is None else weight * loss).mean(dim=1).mean()


# --- the stable form by max and log1p
def multilabel_soft_margin(logits, labels, weight=None):
    loss = logits.clamp(min=0) - logits * labels + torch.log1p(torch.exp(-logits.abs()))
    if weight is None:
        weight = torch.ones_like(logits[0])
    return torch.einsum("nc,c->", loss, weight) / loss.numel()


# --- class by class
def multilabel_soft_margin(logits, labels, weight=None):
    n, k = logits.shape
    total = 0.0
    for c in range(k):
        x, y = logits[:, c], labels[:, c]
        cost = torch.logaddexp(torch.zeros_like(x), x) - y * x
        total = total + (1.0 if weight is None else weight[c]) * cost.sum()
    return total / (n * k)


# --- positives and negatives apart
def multilabel_soft_margin(logits, labels, weight=None):
    loss = torch.where(labels == 1, -F.logsigmoid(logits), -F.logsigmoid(-logits))
    if weight is not None:
        loss = loss * weight.expand_as(loss)
    return loss.sum(1).div(loss.shape[1]).mean()
