import torch
import torch.nn.functional as F


# --- distances
def byol_loss(prediction_a, prediction_b, target_a, target_b):
    def d(p, z):
        p, z = F.normalize(p, dim=-1), F.normalize(z.detach(), dim=-1)
        return 2 - 2 * (p * z).sum(-1)

    return (d(prediction_a, target_b) + d(prediction_b, target_a)).mean()


# --- no_grad and einsum
def byol_loss(prediction_a, prediction_b, target_a, target_b):
    with torch.no_grad():
        za, zb = (t / t.norm(dim=1, keepdim=True) for t in (target_a, target_b))
    pa = prediction_a / prediction_a.norm(dim=1, keepdim=True)
    pb = prediction_b / prediction_b.norm(dim=1, keepdim=True)
    cos = torch.einsum("nd,nd->n", pa, zb) + torch.einsum("nd,nd->n", pb, za)
    return 4 - 2 * cos.mean()
