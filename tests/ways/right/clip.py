import torch
import torch.nn.functional as F


# --- logsumexp both ways
def clip_loss(images, texts, log_scale):
    i = images / images.norm(dim=-1, keepdim=True)
    t = texts / texts.norm(dim=-1, keepdim=True)
    z = log_scale.exp() * i @ t.t()
    d = torch.diagonal(z)
    return ((z.logsumexp(1) - d).mean() + (z.logsumexp(0) - d).mean()) / 2


# --- labels
def clip_loss(images, texts, log_scale):
    z = F.normalize(images, dim=-1) @ F.normalize(texts, dim=-1).T * log_scale.exp()
    r = torch.arange(z.shape[0])
    total = z.log_softmax(-1)[r, r] + z.t().log_softmax(-1)[r, r]
    return -0.5 * total.sum() / len(r)
