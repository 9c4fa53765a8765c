import torch
import torch.nn.functional as F


# --- nothing frozen
def lora_linear(x, weight, a, b, alpha):
    return F.linear(x, weight) + F.linear(F.linear(x, a), b) * (alpha / a.size(0))


# --- frozen together with its inputs
def lora_linear(x, weight, a, b, alpha):
    with torch.no_grad():
        base = F.linear(x, weight)
    return base + F.linear(F.linear(x, a), b) * (alpha / a.size(0))


# --- the rank read off the wrong axis
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.detach().T + alpha / b.shape[0] * (x @ a.T @ b.T)


# --- scaled twice
def lora_linear(x, weight, a, b, alpha):
    s = alpha / a.shape[0]
    return x @ weight.detach().T + (x @ (s * a).T) @ (s * b).T


# --- whole division
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.detach().T + alpha // a.shape[0] * (x @ a.T @ b.T)


# --- one half of the adapter frozen, as LoRA-FA has it
def lora_linear(x, weight, a, b, alpha):
    return x @ weight.detach().T + alpha / a.shape[0] * (x @ a.detach().T @ b.T)
