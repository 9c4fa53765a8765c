import torch


# --- two tables of roots
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    s = torch.sqrt(alpha_bar).gather(0, t).view(-1, 1)
    n = torch.sqrt(1 - alpha_bar).gather(0, t).view(-1, 1)
    eps = torch.matmul(s * x0 + n * noise, weight) + shift.index_select(0, t)
    return torch.mean((noise - eps) ** 2)


# --- the model as a function
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    def model(x, t):
        return torch.einsum("nd,de->ne", x, weight) + shift[t]

    a = alpha_bar[t][:, None]
    error = model(a**0.5 * x0 + (1 - a) ** 0.5 * noise, t) - noise
    return error.pow(2).sum() / error.numel()


# --- one sample at a time
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    losses = []
    for x, e, step in zip(x0, noise, t):
        a = alpha_bar[step]
        xt = a.sqrt() * x + (1 - a).sqrt() * e
        losses.append(((xt @ weight + shift[step] - e) ** 2).mean())
    return torch.stack(losses).mean()
