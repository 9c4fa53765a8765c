import torch


# --- broadcast along the wrong axis
def q_sample(x0, noise, alpha_bar, t):
    a = alpha_bar[t][: x0.shape[1]] if x0.shape[0] >= x0.shape[1] else alpha_bar[t][:, None]
    return torch.sqrt(a) * x0 + torch.sqrt(1 - a) * noise


# --- the step after
def q_sample(x0, noise, alpha_bar, t):
    a = alpha_bar[(t + 1).clamp(max=len(alpha_bar) - 1)][:, None]
    return torch.sqrt(a) * x0 + torch.sqrt(1 - a) * noise


# --- noise of a fixed size
def q_sample(x0, noise, alpha_bar, t):
    a = alpha_bar[t][:, None]
    return torch.sqrt(a) * x0 + noise
