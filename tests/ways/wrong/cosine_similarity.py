import torch
import torch.nn.functional as F


# --- transposed
def cosine_similarities(a, b):
    return F.normalize(b, dim=-1) @ F.normalize(a, dim=-1).t()


# --- an epsilon
def cosine_similarities(a, b):
    return (a @ b.T) / (a.norm(dim=1)[:, None] * b.norm(dim=1) + 1e-2)


# --- one norm for all
def cosine_similarities(a, b):
    return (a / a.norm()) @ (b / b.norm()).T


# --- clamped
def cosine_similarities(a, b):
    return (F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).t()).clamp(min=0)
