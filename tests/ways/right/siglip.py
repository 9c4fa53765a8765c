import torch
import torch.nn.functional as F


# --- softplus
def siglip_loss(images, texts, log_scale, bias):
    i, t = F.normalize(images, dim=-1), F.normalize(texts, dim=-1)
    z = torch.exp(log_scale) * i @ t.T + bias
    y = -torch.ones_like(z)
    y.fill_diagonal_(1.0)
    return F.softplus(-y * z).sum(1).mean()


# --- positives and negatives apart
def siglip_loss(images, texts, log_scale, bias):
    i, t = F.normalize(images, dim=-1), F.normalize(texts, dim=-1)
    z = log_scale.exp() * torch.einsum("nd,md->nm", i, t) + bias
    hit = torch.eye(len(z), dtype=torch.bool)
    return -(F.logsigmoid(z[hit]).sum() + F.logsigmoid(-z[~hit]).sum()) / len(z)
