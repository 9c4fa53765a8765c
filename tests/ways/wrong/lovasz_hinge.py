import torch
import torch.nn.functional as F


# --- sorted by score
def lovasz_hinge(scores, labels):
    _, order = scores.sort(1, descending=True)
    e = (1 - scores * (2 * labels - 1)).gather(1, order)
    y = labels.gather(1, order)
    g = y.sum(1, keepdim=True)
    j = 1 - (g - y.cumsum(1)) / (g + (1 - y).cumsum(1))
    w = torch.diff(j, dim=1, prepend=torch.zeros_like(j[:, :1]))
    return (F.relu(e) * w).sum(1).mean()


# --- the first weight lost
def lovasz_hinge(scores, labels):
    e, order = (1 - scores * (2 * labels - 1)).sort(1, descending=True)
    y = labels.gather(1, order)
    g = y.sum(1, keepdim=True)
    j = 1 - (g - y.cumsum(1)) / (g + (1 - y).cumsum(1))
    w = j - torch.cat([j[:, :1], j[:, :-1]], 1)
    return (F.relu(e) * w).sum(1).mean()


# --- elu plus one
def lovasz_hinge(scores, labels):
    e, order = (1 - scores * (2 * labels - 1)).sort(1, descending=True)
    y = labels.gather(1, order)
    g = y.sum(1, keepdim=True)
    j = 1 - (g - y.cumsum(1)) / (g + (1 - y).cumsum(1))
    w = torch.diff(j, dim=1, prepend=torch.zeros_like(j[:, :1]))
    return ((F.elu(e) + 1) * w).sum(1).mean()


# --- sorted errors against unsorted weights
def lovasz_hinge(scores, labels):
    e = 1 - scores * (2 * labels - 1)
    order = e.argsort(1, descending=True)
    y = labels.gather(1, order)
    g = y.sum(1, keepdim=True)
    j = 1 - (g - y.cumsum(1)) / (g + (1 - y).cumsum(1))
    w = torch.diff(j, dim=1, prepend=torch.zeros_like(j[:, :1]))
    return (F.relu(e) * w).sum(1).mean()


# --- the union counts the object's misses too
def lovasz_hinge(scores, labels):
    e, order = (1 - scores * (2 * labels - 1)).sort(1, descending=True)
    y = labels.gather(1, order)
    g = y.sum(1, keepdim=True)
    i = torch.arange(1, y.shape[1] + 1, dtype=e.dtype)
    j = 1 - (g - y.cumsum(1)) / (g + i)
    w = torch.diff(j, dim=1, prepend=torch.zeros_like(j[:, :1]))
    return (F.relu(e) * w).sum(1).mean()
