import torch
import torch.nn.functional as F


# --- one matrix product
def quantise(z, codebook, beta):
    with torch.no_grad():
        d = z.pow(2).sum(1, keepdim=True) - 2 * z @ codebook.T + codebook.pow(2).sum(1)
        ids = d.argmin(1)
        p = torch.bincount(ids, minlength=codebook.shape[0]).to(z.dtype) / z.shape[0]
        perplexity = torch.exp(-(p * torch.log(p + 1e-10)).sum())
    code = F.embedding(ids, codebook).detach()
    return beta * ((z - code) ** 2).mean(), ids, perplexity


# --- cdist and shares that are not 0
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = torch.cdist(z.detach(), e).min(dim=1).indices
    _, counts = torch.unique(ids, return_counts=True)
    p = counts.to(z.dtype) / len(z)
    d = z - e[ids]
    return beta * (d * d).sum() / d.numel(), ids, (p**-p).prod()


# --- a one-hot product
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = torch.argmin(((z.detach()[:, None] - e[None]) ** 2).sum(-1), dim=-1)
    hot = torch.zeros(len(z), len(e), dtype=z.dtype).scatter(1, ids[:, None], 1.0)
    p = hot.sum(0) / len(z)
    entropy = torch.where(p > 0, -p * p.clamp(min=1e-30).log(), torch.zeros_like(p)).sum()
    return beta * (z - hot @ e).square().mean(), ids, entropy.exp()
