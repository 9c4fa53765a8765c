import math

import torch
import torch.nn.functional as F


# --- SiLU through an exponential that overflows in its gradient
def gelu_silu(x):
    exact = 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2)))
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    e = torch.exp(x)
    return exact, 0.5 * x * (1 + torch.tanh(u)), x * e / (1 + e)


# --- the coefficient mistyped
def gelu_silu(x):
    exact = 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2)))
    u = math.sqrt(2 / math.pi) * (x + 0.44715 * x**3)
    return exact, 0.5 * x * (1 + torch.tanh(u)), x * torch.sigmoid(x)


# --- the root upside down
def gelu_silu(x):
    exact = 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2)))
    u = math.sqrt(math.pi / 2) * (x + 0.044715 * x**3)
    return exact, 0.5 * x * (1 + torch.tanh(u)), x * torch.sigmoid(x)


# --- ReLU times the gate
def gelu_silu(x):
    exact = 0.5 * x.relu() * (1.0 + torch.erf(x / math.sqrt(2)))
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return exact, 0.5 * x * (1 + torch.tanh(u)), x * torch.sigmoid(x)


# --- PyTorch's own
def gelu_silu(x):
    return F.gelu(x), F.gelu(x, approximate="tanh"), F.silu(x)
