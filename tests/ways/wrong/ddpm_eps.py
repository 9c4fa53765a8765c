import torch


# --- the weight transposed
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    a = alpha_bar[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * noise
    return ((xt @ weight.T + shift[t] - noise) ** 2).mean()


# --- fresh noise in the sample
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    a = alpha_bar[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * torch.randn_like(noise)
    return ((xt @ weight + shift[t] - noise) ** 2).mean()


# --- one step for all
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    a = alpha_bar[t[0]]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * noise
    return ((xt @ weight + shift[t] - noise) ** 2).mean()


# --- the norm, not its square
def ddpm_loss(weight, shift, x0, noise, alpha_bar, t):
    a = alpha_bar[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * noise
    return (xt @ weight + shift[t] - noise).norm(dim=1).mean()
