import torch


# --- an average
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    g = grad + weight_decay * param
    b = momentum * buffer + (1 - momentum) * g
    return param - lr * (g + momentum * b if nesterov else b), b


# --- changes what it is given
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    g = grad + weight_decay * param
    buffer.mul_(momentum).add_(g)
    return param - lr * (g + momentum * buffer if nesterov else buffer), buffer


# --- the decay multiplied by the rate twice
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    g = grad + lr * weight_decay * param
    b = momentum * buffer + g
    return param - lr * (g + momentum * b if nesterov else b), b


# --- results exchanged
def sgd_step(param, grad, buffer, lr, momentum, weight_decay, nesterov):
    g = grad + weight_decay * param
    b = momentum * buffer + g
    return b, param - lr * (g + momentum * b if nesterov else b)
