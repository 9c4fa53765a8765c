import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the sum over everything
def log_softmax(x):
    z = x - x.amax(-1, keepdim=True)
    return z - z.exp().sum().log()


# --- clamped at -20
def log_softmax(x):
    z = x - x.amax(-1, keepdim=True)
    return (z - z.exp().sum(-1, keepdim=True).log()).clamp(min=-20)


# --- the sign
def log_softmax(x):
    z = x - x.amax(-1, keepdim=True)
    return z.exp().sum(-1, keepdim=True).log() - z
