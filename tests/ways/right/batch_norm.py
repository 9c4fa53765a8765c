import torch


# --- var, both corrections
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    if not training:
        y = (x - running_mean) / (running_var + eps).sqrt()
        return weight * y + bias, running_mean.clone(), running_var.clone()
    mu, var = x.mean(0), x.var(0, unbiased=False)
    with torch.no_grad():
        rm = running_mean * (1 - momentum) + momentum * mu
        rv = running_var * (1 - momentum) + momentum * x.var(0, unbiased=True)
    return weight * (x - mu) / (var + eps).sqrt() + bias, rm, rv


# --- lerp on copies
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    rm, rv = running_mean.detach().clone(), running_var.detach().clone()
    mean, var = rm, rv
    if training:
        var, mean = torch.var_mean(x, dim=0, correction=0)
        n = len(x)
        rm = rm.lerp(mean.detach(), momentum)
        rv = rv.lerp(var.detach() * (n / (n - 1)), momentum)
    return torch.addcmul(bias, (x - mean) * torch.rsqrt(var + eps), weight), rm, rv


# --- feature by feature
def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    columns, means, variances = [], [], []
    n = x.shape[0]
    for c in range(x.shape[1]):
        mu, var = running_mean[c], running_var[c]
        if training:
            mu = x[:, c].sum() / n
            var = ((x[:, c] - mu) ** 2).sum() / n
            means.append(running_mean[c] + momentum * (mu.detach() - running_mean[c]))
            new = var.detach() * n / (n - 1)
            variances.append(running_var[c] + momentum * (new - running_var[c]))
        else:
            means.append(mu)
            variances.append(var)
        columns.append((x[:, c] - mu) * (var + eps) ** -0.5 * weight[c] + bias[c])
    return torch.stack(columns, 1), torch.stack(means), torch.stack(variances)
