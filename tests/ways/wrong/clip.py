import torch
import torch.nn.functional as F


# --- labels of zero
def clip_loss(images, texts, log_scale):
    z = F.normalize(images, dim=-1) @ F.normalize(texts, dim=-1).T * log_scale.exp()
    return -0.5 * (z.log_softmax(1)[:, 0].mean() + z.log_softmax(0)[0, :].mean())


# --- scale clamped at 10
def clip_loss(images, texts, log_scale):
    z = F.normalize(images, dim=-1) @ F.normalize(texts, dim=-1).T * log_scale.exp().clamp(max=10)
    d = z.diagonal()
    return ((z.logsumexp(1) - d).mean() + (z.logsumexp(0) - d).mean()) / 2


# --- a softmax of a softmax
def clip_loss(images, texts, log_scale):
    z = F.normalize(images, dim=-1) @ F.normalize(texts, dim=-1).T * log_scale.exp()
    return -0.5 * (
        z.softmax(1).log_softmax(1).diagonal().mean()
        + z.softmax(0).log_softmax(0).diagonal().mean()
    )


# --- the scale held at 100
def clip_loss(images, texts, log_scale):
    scale = torch.exp(log_scale).clamp(max=100.0)
    logits = scale * F.normalize(images, dim=1) @ F.normalize(texts, dim=1).T
    rows, columns = logits.log_softmax(1), logits.log_softmax(0)
    return -(rows.diagonal().mean() + columns.diagonal().mean()) / 2
