import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the kept axis returned
def logsumexp(x):
    m = x.amax(-1, keepdim=True)
    return m + (x - m).exp().sum(-1, keepdim=True).log()


# --- keepdim missing: a row's maximum beside another's sum
def logsumexp(x):
    m = x.amax(-1, keepdim=True)
    return (m + (x - m).exp().sum(-1).log()).mean(0)


# --- log1p
def logsumexp(x):
    m = x.amax(-1)
    return m + torch.log1p((x - m[:, None]).exp().sum(-1))


# --- an average over the batch
def logsumexp(x):
    m = x.amax(-1)
    return (m + (x - m[:, None]).exp().sum(-1).log()).mean()
