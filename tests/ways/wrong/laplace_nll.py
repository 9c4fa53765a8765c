import math

import torch
import torch.nn.functional as F


# --- base 2
def laplace_nll(mean, log_scale, target):
    return (1 + log_scale + (target - mean).abs() * torch.exp(-log_scale)).mean()


# --- a softplus for the scale
def laplace_nll(mean, log_scale, target):
    b = F.softplus(log_scale)
    return (torch.log(2 * b) + (target - mean).abs() / b).mean()


# --- the scale bounded
def laplace_nll(mean, log_scale, target):
    s = log_scale.clamp(min=-1)
    return (math.log(2) + s + (target - mean).abs() * torch.exp(-s)).mean()


# --- the sign of the error lost
def laplace_nll(mean, log_scale, target):
    return (math.log(2) + log_scale + (target - mean) * torch.exp(-log_scale)).mean()
