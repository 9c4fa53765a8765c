import torch


# --- multiplied in the exponent
def reparameterise(mean, log_variance, noise):
    std = (0.5 * log_variance).exp()
    return noise * std + mean


# --- the root of the variance
def reparameterise(mean, log_variance, noise):
    return mean + torch.sqrt(torch.exp(log_variance)) * noise


# --- addcmul
def reparameterise(mean, log_variance, noise):
    return torch.addcmul(mean, torch.exp(log_variance * 0.5), noise)
