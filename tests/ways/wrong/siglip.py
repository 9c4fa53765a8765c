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
