import torch
import torch.nn.functional as F


# --- image by image, the differences by a slice
def gains(truth):
    left = truth.sum() - truth.cumsum(0)
    iou = left / (truth.sum() + (1 - truth).cumsum(0))
    loss = 1.0 - iou
    loss[1:] = loss[1:] - loss[:-1].clone()
    return loss


def lovasz_hinge(scores, labels):
    losses = []
    for x, y in zip(scores, labels):
        m = 1.0 - x * (2.0 * y - 1.0)
        m, perm = torch.sort(m, dim=0, descending=True)
        losses.append(torch.dot(F.relu(m), gains(y[perm])))
    return sum(losses) / len(losses)


# --- by argsort of the negative hinge, sets counted
def lovasz_hinge(scores, labels):
    hinge = torch.where(labels == 1, 1 - scores, 1 + scores).clamp(min=0)
    order = torch.argsort(-hinge, dim=1)
    y = torch.take_along_dim(labels, order, dim=1)
    i = torch.arange(1, labels.shape[1] + 1, dtype=scores.dtype)
    union = y.sum(1, keepdim=True) + i - y.cumsum(1)
    j = torch.cat([torch.zeros_like(union[:, :1]), i / union], dim=1)
    return torch.einsum("np,np->", hinge.gather(1, order), j[:, 1:] - j[:, :-1]) / len(scores)


# --- the differences of errors instead of those of weights
def lovasz_hinge(scores, labels):
    n, p = scores.shape
    e = F.relu(1 - scores * (2 * labels - 1))
    e, idx = torch.topk(e, p, dim=1)
    y = torch.gather(labels, 1, idx)
    wrong = torch.arange(1, p + 1)
    loss = wrong / (y.sum(1, keepdim=True) + (1 - y).cumsum(1))
    steps = e - torch.cat([e[:, 1:], torch.zeros(n, 1, dtype=e.dtype)], dim=1)
    return (steps * loss).sum() / n


# --- columns are images
def lovasz_hinge(scores, labels):
    x, y = scores.t(), labels.t()
    m = 1 - x * (2 * y - 1)
    m, where = m.sort(0, descending=True)
    y = y.gather(0, where)
    total = y.sum(0)
    j = 1 - (total - y.cumsum(0)) / (total + (1 - y).cumsum(0))
    w = j.clone()
    w[1:] -= j[:-1]
    return (m.clamp_min(0) * w.detach()).sum(0).mean()
