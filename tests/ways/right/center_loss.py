import torch
import torch.nn.functional as F


# --- one-hot rows pick the centers
def center_loss(vectors, centers, labels):
    picked = F.one_hot(labels, centers.size(0)).to(centers.dtype) @ centers
    return 0.5 * ((vectors - picked) ** 2).sum(-1).mean()


# --- sample by sample
def center_loss(vectors, centers, labels):
    total = 0.0
    for x, y in zip(vectors, labels):
        d = x - centers[y]
        total = total + torch.dot(d, d)
    return total / (2 * len(labels))


# --- the matrix of all distances, masked
def center_loss(vectors, centers, labels):
    apart = (vectors[:, None, :] - centers[None, :, :]).pow(2).sum(2)
    mask = labels[:, None] == torch.arange(len(centers))
    return apart.masked_fill(~mask, 0.0).sum() / vectors.shape[0] / 2


# --- by einsum and an embedding
def center_loss(vectors, centers, labels):
    d = vectors - F.embedding(labels, centers)
    return torch.einsum("nd,nd->", d, d) / (2 * vectors.size(0))
