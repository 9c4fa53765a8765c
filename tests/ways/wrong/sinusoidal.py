import math

import torch


# --- halves, as in tensor2tensor
def add_positions(x, positions):
    half = x.shape[-1] // 2
    w = torch.exp(-math.log(10000.0) * torch.arange(half) / half)
    a = positions[:, None].float() * w
    pe = torch.cat([a.sin(), a.cos()], dim=-1)
    if x.shape[-1] % 2:
        pe = torch.cat([pe, torch.zeros(len(positions), 1)], dim=-1)
    return x + pe


# --- half rounded down in the exponent
def add_positions(x, positions):
    d = x.shape[-1]
    i = torch.arange((d + 1) // 2)
    a = positions[:, None] * 10000.0 ** (-i / max(d // 2, 1))
    return x + torch.stack([a.sin(), a.cos()], -1).flatten(1)[:, :d].to(x.dtype)


# --- rows 0 to T - 1 of a table
def add_positions(x, positions):
    t, d = x.shape[1:]
    a = torch.arange(t)[:, None] / 10000 ** (torch.arange(0, d, 2) / d)
    return x + torch.stack([a.sin(), a.cos()], -1).flatten(1)[:, :d]


# --- degrees for radians
def add_positions(x, positions):
    d = x.shape[-1]
    a = torch.deg2rad(positions[:, None].to(x.dtype)) / 10000 ** (torch.arange(0, d, 2) / d)
    return x + torch.stack([a.sin(), a.cos()], -1).flatten(1)[:, :d]


# --- written into the embeddings that were given
def add_positions(x, positions):
    d = x.shape[-1]
    a = positions[:, None].to(x.dtype) / 10000 ** (torch.arange(0, d, 2) / d)
    with torch.no_grad():
        x += torch.stack([a.sin(), a.cos()], -1).flatten(1)[:, :d]
    return x
