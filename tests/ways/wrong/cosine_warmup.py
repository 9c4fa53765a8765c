import math

import torch


# --- as in transformers, which has no floor and rises again
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    fall = 0.5 * (1 + torch.cos(math.pi * (s - warmup) / max(1, total - warmup)))
    return torch.where(s < warmup, s / max(1, warmup), fall.clamp(min=0))[:, None] * peaks


# --- degrees for radians
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    t = ((s - warmup) / (total - warmup)).clamp(0, 1)
    fall = floor + (1 - floor) * 0.5 * (1 + torch.cos(180 * t))
    return torch.where(s < warmup, s / max(1, warmup), fall)[:, None] * peaks


# --- divided by a warmup of 0
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    t = ((s - warmup) / (total - warmup)).clamp(0, 1)
    fall = floor + (1 - floor) * 0.5 * (1 + torch.cos(math.pi * t))
    return torch.minimum(s / warmup, fall)[:, None] * peaks


# --- a quarter of a wave
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    t = ((s - warmup) / (total - warmup)).clamp(0, 1)
    fall = floor + (1 - floor) * torch.cos(math.pi / 2 * t)
    return torch.where(s < warmup, s / max(1, warmup), fall)[:, None] * peaks


# --- multiplied, warmup and cosine both at once
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    rise = (s / max(1, warmup)).clamp(max=1)
    fall = floor + (1 - floor) * 0.5 * (1 + torch.cos(math.pi * (s / total).clamp(max=1)))
    return (rise * fall)[:, None] * peaks


# --- falls in a line
def learning_rates(step, peaks, warmup, total, floor):
    s = step.to(peaks.dtype)
    t = ((s - warmup) / (total - warmup)).clamp(0, 1)
    return torch.where(s < warmup, s / max(1, warmup), 1 - (1 - floor) * t)[:, None] * peaks
