import torch


# --- gather and None
def q_sample(x0, noise, alpha_bar, t):
    a = alpha_bar.gather(0, t)[:, None]
    return torch.sqrt(a) * x0 + torch.sqrt(1 - a) * noise


# --- a view
def q_sample(x0, noise, alpha_bar, t):
    s = alpha_bar.sqrt()[t].view(-1, 1)
    n = (1 - alpha_bar).sqrt()[t].view(-1, 1)
    return s * x0 + n * noise
