import torch


# --- as it is usually printed
def vae_kl(mean, log_variance):
    return (-0.5 * (1 + log_variance - mean.pow(2) - log_variance.exp()).sum(1)).mean()


# --- expm1
def vae_kl(mean, log_variance):
    each = torch.expm1(log_variance) - log_variance + mean * mean
    return 0.5 * each.sum() / mean.shape[0]
