import math

import torch


# --- the norm of norms, as in torch.nn.utils
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    norms = torch.stack([g.norm() for g in (weight_grad, bias_grad)])
    total = torch.linalg.vector_norm(norms)
    c = torch.clamp(max_norm / (total + eps), max=1.0)
    return c * weight_grad, c * bias_grad, total


# --- one long vector
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    flat = torch.cat([weight_grad.reshape(-1), bias_grad])
    norm = flat.dot(flat).sqrt()
    if norm + eps > max_norm:
        flat = flat * (max_norm / (norm + eps))
    w, b = flat.split([weight_grad.numel(), bias_grad.numel()])
    return w.view(weight_grad.shape), b, norm


# --- in place on copies
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    grads = [weight_grad.clone(), bias_grad.clone()]
    total = sum(g.pow(2).sum() for g in grads) ** 0.5
    scale = torch.minimum(torch.ones_like(total), max_norm / (total + eps))
    for g in grads:
        g.mul_(scale)
    return grads[0], grads[1], total


# --- einsum and a Python number
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    square = torch.einsum("oi,oi->", weight_grad, weight_grad) + bias_grad @ bias_grad
    norm = math.sqrt(square.item())
    factor = min(1.0, max_norm / (norm + eps))
    return weight_grad * factor, bias_grad * factor, torch.tensor(norm, dtype=weight_grad.dtype)


# --- the norm by get_total_norm
def clip_grad_norm(weight_grad, bias_grad, max_norm, eps):
    norm = torch.nn.utils.get_total_norm([weight_grad, bias_grad])
    scale = (max_norm / (norm + eps)).clamp(max=1.0)
    return torch.mul(weight_grad, scale), torch.mul(bias_grad, scale), norm
