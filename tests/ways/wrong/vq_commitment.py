import torch
import torch.nn.functional as F


# --- a gradient into the codebook
def quantise(z, codebook, beta):
    ids = torch.cdist(z, codebook).argmin(1)
    p = F.one_hot(ids, len(codebook)).to(z.dtype).mean(0)
    return beta * (z - codebook[ids]).square().mean(), ids, torch.xlogy(p, p).sum().neg().exp()


# --- perplexity of codes that were never chosen
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = torch.cdist(z.detach(), e).argmin(1)
    p = F.one_hot(ids, len(e)).to(z.dtype).mean(0)
    return beta * (z - e[ids]).square().mean(), ids, (-(p * p.log()).sum()).exp()


# --- the number of codes
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = torch.cdist(z.detach(), e).argmin(1)
    used = torch.tensor(float(len(ids.unique())), dtype=z.dtype)
    return beta * (z - e[ids]).square().mean(), ids, used


# --- distances, not their squares
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = torch.cdist(z.detach(), e).argmin(1)
    p = F.one_hot(ids, len(e)).to(z.dtype).mean(0)
    return beta * (z - e[ids]).abs().mean(), ids, torch.xlogy(p, p).sum().neg().exp()


# --- the last of equal codes
def quantise(z, codebook, beta):
    e = codebook.detach()
    ids = len(e) - 1 - torch.cdist(z.detach(), e).flip(1).argmin(1)
    p = F.one_hot(ids, len(e)).to(z.dtype).mean(0)
    return beta * (z - e[ids]).square().mean(), ids, torch.xlogy(p, p).sum().neg().exp()
