import math

import torch
import torch.nn.functional as F


# --- the tangent as a sigmoid
def gelu_silu(x):
    exact = 0.5 * x * (1.0 + torch.erf(x * 0.5**0.5))
    u = (2 / math.pi) ** 0.5 * (x + 0.044715 * x.pow(3))
    return exact, x * torch.sigmoid(2 * u), x * torch.sigmoid(x)


# --- the complementary error function
def gelu_silu(x):
    exact = x / 2 * torch.special.erfc(-x / math.sqrt(2))
    inner = math.sqrt(2 / math.pi) * x * (1 + 0.044715 * x * x)
    return exact, x * 0.5 * (1 + inner.tanh()), x * F.sigmoid(x)


# --- the distribution by name
def gelu_silu(x):
    exact = x * torch.special.ndtr(x)
    approximate = (
        0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * torch.pow(x, 3))))
    )
    return exact, approximate, torch.sigmoid(x).mul(x)
