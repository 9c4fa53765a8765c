import torch
import torch.nn.functional as F


# --- log of a sigmoid with an epsilon
def siglip_loss(images, texts, log_scale, bias):
    i, t = F.normalize(images, dim=-1), F.normalize(texts, dim=-1)
    z = torch.exp(log_scale) * i @ t.T + bias
    y = 2 * torch.eye(len(z), dtype=z.dtype) - 1
    return -(torch.sigmoid(y * z) + 1e-3).log().sum() / len(z)


# --- the diagonal reversed
def siglip_loss(images, texts, log_scale, bias):
    i, t = F.normalize(images, dim=-1), F.normalize(texts, dim=-1)
    z = torch.exp(log_scale) * i @ t.T + bias
    y = 1 - 2 * torch.eye(len(z), dtype=z.dtype)
    return -F.logsigmoid(y * z).sum() / len(z)


# --- no bias
def siglip_loss(images, texts, log_scale, bias):
    i, t = F.normalize(images, dim=-1), F.normalize(texts, dim=-1)
    z = torch.exp(log_scale) * i @ t.T
    y = 2 * torch.eye(len(z), dtype=z.dtype) - 1
    return -F.logsigmoid(y * z).sum() / len(z)


# --- the logarithm of the scale held at ln 100
def siglip_loss(images, texts, log_scale, bias):
    scale = log_scale.clamp(max=4.6052).exp()
    logits = scale * F.normalize(images, dim=1) @ F.normalize(texts, dim=1).T + bias
    sign = 2 * torch.eye(images.shape[0], dtype=logits.dtype) - 1
    return -F.logsigmoid(sign * logits).sum(dim=1).mean()
