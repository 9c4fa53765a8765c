import torch


# --- noise of its own
def reparameterise(mean, log_variance, noise):
    return mean + torch.exp(0.5 * log_variance) * torch.randn_like(noise)


# --- everything detached
def reparameterise(mean, log_variance, noise):
    with torch.no_grad():
        return mean + torch.exp(0.5 * log_variance) * noise


# --- a floor under the deviation
def reparameterise(mean, log_variance, noise):
    return mean + torch.exp(0.5 * log_variance).clamp(min=1.0) * noise
