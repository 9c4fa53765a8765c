import torch
import torch.nn.functional as F


# --- by tanh
def sigmoid(x):
    return 0.5 * (1 + torch.tanh(x / 2))


# --- a softmax of two
def sigmoid(x):
    return torch.softmax(torch.stack([x, torch.zeros_like(x)]), dim=0)[0]


# --- the exponential of a softplus
def sigmoid(x):
    return torch.exp(-F.softplus(-x))


# --- both branches made safe
def sigmoid(x):
    positive = x >= 0
    up = torch.where(positive, x, torch.zeros_like(x))
    down = torch.where(positive, torch.zeros_like(x), x)
    return torch.where(positive, 1 / (1 + torch.exp(-up)), torch.exp(down) / (1 + torch.exp(down)))


# --- logaddexp
def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


# --- indexed by the sign
def sigmoid(x):
    result = torch.empty_like(x)
    positive = x >= 0
    result[positive] = 1 / (1 + torch.exp(-x[positive]))
    e = torch.exp(x[~positive])
    result[~positive] = e / (1 + e)
    return result
