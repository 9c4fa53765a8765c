import math

import torch


# --- the density's logarithm
def laplace_nll(mean, log_scale, target):
    b = log_scale.exp()
    return (torch.log(2 * b) + (target - mean).abs() / b).mean()


# --- the error scaled first
def laplace_nll(mean, log_scale, target):
    z = (mean - target) * torch.exp(-log_scale)
    return torch.mean(torch.abs(z) + log_scale) + math.log(2.0)


# --- sums over n
def laplace_nll(mean, log_scale, target):
    n = mean.numel()
    scaled = torch.dot((target - mean).abs(), (-log_scale).exp())
    return (scaled + log_scale.sum()) / n + torch.tensor(2.0, dtype=mean.dtype).log()
