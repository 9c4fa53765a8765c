import torch
from torch import nn


# --- each by itself
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    out = [g * (max_norm / (g.norm() + eps)).clamp(max=1) for g in (weight_grad, bias_grad)]
    return out[0], out[1], torch.cat([weight_grad.flatten(), bias_grad]).norm()


# --- normalised whatever its length
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    norm = torch.cat([weight_grad.flatten(), bias_grad]).norm()
    return weight_grad * max_norm / (norm + eps), bias_grad * max_norm / (norm + eps), norm


# --- the biases left alone
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    norm = weight_grad.norm()
    return weight_grad * (max_norm / (norm + eps)).clamp(max=1), bias_grad, norm


# --- in place
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    norm = torch.cat([weight_grad.flatten(), bias_grad]).norm()
    c = (max_norm / (norm + eps)).clamp(max=1)
    return weight_grad.mul_(c), bias_grad.mul_(c), norm


# --- PyTorch's own, whose eps is its own
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    params = [nn.Parameter(torch.zeros_like(g)) for g in (weight_grad, bias_grad)]
    for p, g in zip(params, (weight_grad, bias_grad)):
        p.grad = g.clone()
    norm = nn.utils.clip_grad_norm_(params, max_norm)
    return params[0].grad, params[1].grad, norm


# --- row by row, as max-norm regularisation does
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    rows = torch.cat([weight_grad, bias_grad[:, None]], 1)
    norm = rows.norm(dim=1, keepdim=True)
    rows = rows * (max_norm / (norm + eps)).clamp(max=1)
    return rows[:, :-1], rows[:, -1], norm.norm()
