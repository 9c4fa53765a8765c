import math

import torch


# --- a table by slices, as in most tutorials
def add_positions(x, positions):
    d = x.size(-1)
    pe = torch.zeros(len(positions), d, dtype=x.dtype)
    position = positions.to(x.dtype).unsqueeze(1)
    div = torch.exp(torch.arange(0, d, 2, dtype=x.dtype) * (-math.log(10000.0) / d))
    pe[:, 0::2] = torch.sin(position * div)
    pe[:, 1::2] = torch.cos(position * div)[:, : d // 2]
    return x + pe.unsqueeze(0)


# --- pairs stacked and flattened
def add_positions(x, positions):
    d = x.shape[2]
    i = torch.arange((d + 1) // 2)
    angle = torch.outer(positions.to(x.dtype), 1 / 10000 ** (2 * i.to(x.dtype) / d))
    pair = torch.stack([angle.sin(), angle.cos()], dim=-1)
    return x + pair.flatten(1)[:, :d]


# --- all sines, the cosine a quarter of a turn ahead
def add_positions(x, positions):
    d = x.shape[-1]
    j = torch.arange(d, dtype=torch.float64)
    w = 1e4 ** (-2 * torch.floor(j / 2) / d)
    wave = torch.sin(torch.einsum("t,d->td", positions.double(), w) + (j % 2) * math.pi / 2)
    return torch.add(x, wave.type_as(x))


# --- number by number
def add_positions(x, positions):
    d = x.shape[-1]
    rows = [
        [(math.cos if j % 2 else math.sin)(p / math.pow(10000, (j - j % 2) / d)) for j in range(d)]
        for p in positions.tolist()
    ]
    return x + torch.tensor(rows, dtype=x.dtype)
