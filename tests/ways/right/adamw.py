import torch


# --- the decay as a factor, in place on copies
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    with torch.no_grad():
        p = param * (1 - lr * weight_decay)
        m = first.clone().mul_(beta1).add_(grad, alpha=1 - beta1)
        v = second.clone().mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        m_hat = m / (1 - beta1**step)
        v_hat = v / (1 - beta2**step)
        p -= lr * m_hat / (v_hat.sqrt() + eps)
    return p, m, v


# --- the corrections in the rate, as PyTorch has it
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    m = torch.lerp(first, grad, 1 - beta1)
    v = beta2 * second + (1 - beta2) * grad**2
    size = lr / (1 - beta1**step)
    denom = v.sqrt() / (1 - beta2**step) ** 0.5 + eps
    return param - lr * weight_decay * param - size * m / denom, m, v


# --- the textbook, line by line
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    m = beta1 * first + (1 - beta1) * grad
    v = beta2 * second + (1 - beta2) * grad * grad
    mh = m / (1 - pow(beta1, step))
    vh = v / (1 - pow(beta2, step))
    new = param - lr * (mh / (torch.sqrt(vh) + eps) + weight_decay * param)
    return new, m, v
