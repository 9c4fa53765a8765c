import math

import torch
import torch.nn.functional as F
from torch import nn


# --- logsumexp written out
def log_softmax(x):
    m = x.max(1, keepdim=True).values
    lse = m + (x - m).exp().sum(1, keepdim=True).log()
    return x - lse


# --- the maximum detached
def log_softmax(x):
    z = x - x.detach().amax(-1, keepdim=True)
    return z - z.exp().sum(-1, keepdim=True).log()


# --- by rows
def log_softmax(x):
    return torch.stack([(r - r.max()) - (r - r.max()).exp().sum().log() for r in x])


# --- from every pair, in memory that grows with the square of the classes
def log_softmax(x):
    apart = x[:, None, :] - x[:, :, None]
    largest = apart.amax(-1, keepdim=True)
    return -(largest.squeeze(-1) + (apart - largest).exp().sum(-1).log())
