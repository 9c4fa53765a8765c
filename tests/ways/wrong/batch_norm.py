import torch


# --- the rows normalised
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    mu, var = x.mean(1, keepdim=True), x.var(1, keepdim=True, unbiased=False)
    return weight * (x - mu) / (var + eps).sqrt() + bias, running_mean, running_var


# --- running statistics changed in place
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    mu, var = running_mean, running_var
    if training:
        mu, var = x.mean(0), x.var(0, unbiased=False)
        with torch.no_grad():
            running_mean.mul_(1 - momentum).add_(momentum * mu)
            running_var.mul_(1 - momentum).add_(momentum * x.var(0))
    return weight * (x - mu) / (var + eps).sqrt() + bias, running_mean, running_var


# --- never updated
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    mu, var = running_mean, running_var
    if training:
        mu, var = x.mean(0), x.var(0, unbiased=False)
    return weight * (x - mu) / (var + eps).sqrt() + bias, running_mean, running_var


# --- one variance for both
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    mu, var = running_mean, running_var
    if training:
        mu, var = x.mean(0), x.var(0)
        running_mean = (1 - momentum) * running_mean + momentum * mu.detach()
        running_var = (1 - momentum) * running_var + momentum * var.detach()
    return weight * (x - mu) / (var + eps).sqrt() + bias, running_mean, running_var


# --- the variance as a mean of squares less a square
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    mu, var, n = running_mean, running_var, len(x)
    if training:
        mu = x.mean(0)
        var = (x * x).mean(0) - mu * mu
        running_mean = torch.lerp(running_mean, mu.detach(), momentum)
        running_var = torch.lerp(running_var, var.detach() * n / (n - 1), momentum)
    return weight * (x - mu) / (var + eps).sqrt() + bias, running_mean, running_var
