import torch


# --- the decay after the step
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    m = beta1 * first + (1 - beta1) * grad
    v = beta2 * second + (1 - beta2) * grad * grad
    p = param - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps)
    return p - lr * weight_decay * p, m, v


# --- plain Adam with L2
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    g = grad + weight_decay * param
    m = beta1 * first + (1 - beta1) * g
    v = beta2 * second + (1 - beta2) * g * g
    return param - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v


# --- betas exchanged
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    m = beta2 * first + (1 - beta2) * grad
    v = beta1 * second + (1 - beta1) * grad * grad
    p = param - lr * m / (1 - beta2**step) / ((v / (1 - beta1**step)).sqrt() + eps)
    return p - lr * weight_decay * param, m, v


# --- beta times the step
def adamw_step(param, grad, first, second, lr, weight_decay, beta1, beta2, eps, step):
    m = beta1 * first + (1 - beta1) * grad
    v = beta2 * second + (1 - beta2) * grad * grad
    up = m / (1 - beta1 / step) / ((v / (1 - beta2 / step)).sqrt() + eps)
    return param - lr * up - lr * weight_decay * param, m, v
