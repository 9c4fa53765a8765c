import torch


# --- in place on copies, as optimisers are written
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    p, g, b = param.detach().clone(), grad.detach().clone(), buffer.detach().clone()
    if weight_decay != 0:
        g.add_(p, alpha=weight_decay)
    b.mul_(momentum).add_(g)
    d = g.add(b, alpha=momentum) if nesterov else b
    return p.add(d, alpha=-lr), b


# --- without gradients
@torch.no_grad()
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    grad = grad + weight_decay * param
    buffer = momentum * buffer + grad
    grad = grad + momentum * buffer if nesterov else buffer
    return param - lr * grad, buffer


# --- written out
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    new = momentum * buffer + grad + weight_decay * param
    if not nesterov:
        return param - lr * new, new
    ahead = momentum * momentum * buffer + (1 + momentum) * (grad + weight_decay * param)
    return param - lr * ahead, new
