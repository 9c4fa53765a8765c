import torch


# --- where with an unsafe branch
def sigmoid(x):
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / (1 + torch.exp(x)))


# --- a corner at zero: the gradient there is 0
def sigmoid(x):
    e = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


# --- the textbook form, whose gradient is nan
def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


# --- logits cut off at 10
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-10, 10)))


# --- clamped at 15
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-15, 15)))


# --- an epsilon in the denominator
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(min=-80)) + 1e-3)


# --- one minus
def sigmoid(x):
    return 1 - 1 / (1 + torch.exp(-x.clamp(-80, 80)))
