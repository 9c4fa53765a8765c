import torch
import torch.nn.functional as F


# --- normalize
def cosine_similarities(a, b):
    return F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).t()


# --- einsum
def cosine_similarities(a, b):
    dots = torch.einsum("nd,md->nm", a, b)
    return dots / (a.pow(2).sum(1).sqrt().unsqueeze(1) * b.pow(2).sum(1).sqrt())


# --- vector_norm and a broadcast sum
def cosine_similarities(a, b):
    a = a / torch.linalg.vector_norm(a, dim=1, keepdim=True)
    b = b / torch.linalg.vector_norm(b, dim=1, keepdim=True)
    return (a[:, None, :] * b[None, :, :]).sum(-1)
