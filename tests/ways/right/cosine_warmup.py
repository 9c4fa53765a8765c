import math

import torch


# --- step by step in Python
def learning_rates(step, peaks, warmup, total, floor):
    def share(s):
        if s < warmup:
            return s / warmup
        if s > total:
            return floor
        return floor + 0.5 * (1 - floor) * (1 + math.cos(math.pi * (s - warmup) / (total - warmup)))

    return torch.tensor([share(s) for s in step.tolist()], dtype=peaks.dtype)[:, None] * peaks


# --- an outer product, the cosine of the half angle
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    t = torch.clamp((s - warmup) / (total - warmup), max=1.0)
    c = torch.cos(t * math.pi / 2) ** 2
    scale = floor + (1 - floor) * c
    if warmup > 0:
        scale = torch.where(s >= warmup, scale, s / warmup)
    return torch.outer(scale, peaks)


# --- lerp between lowest and highest, the warmup written over it
def learning_rates(step, peaks, warmup, total, floor):
    done = (step.clamp(max=total) - warmup).to(peaks.dtype) / (total - warmup)
    wave = 0.5 * (1 + torch.cos(math.pi * done))
    rates = torch.lerp(floor * peaks, peaks, wave.unsqueeze(1))
    early = step < warmup
    rates[early] = peaks * (step[early].to(peaks.dtype) / max(warmup, 1)).unsqueeze(1)
    return rates


# --- einsum of a table over all steps
def learning_rates(step, peaks, warmup, total, floor):
    table = torch.full((80,), float(floor), dtype=peaks.dtype)
    table[:warmup] = torch.arange(warmup, dtype=peaks.dtype) / max(warmup, 1)
    n = total - warmup
    fall = 1 + torch.arange(n, dtype=peaks.dtype).mul(math.pi / n).cos()
    table[warmup:total] = floor + (1 - floor) / 2 * fall
    return torch.einsum("n,g->ng", table[step], peaks)
