import torch


# --- a mean over everything
def vae_kl(mean, log_variance):
    return -0.5 * torch.mean(1 + log_variance - mean.pow(2) - log_variance.exp())


# --- variance clamped
def vae_kl(mean, log_variance):
    lv = log_variance.clamp(-2, 2)
    return (-0.5 * (1 + lv - mean.pow(2) - lv.exp()).sum(1)).mean()


# --- the mean of the batch
def vae_kl(mean, log_variance):
    m, lv = mean.mean(0), log_variance.mean(0)
    return -0.5 * (1 + lv - m.pow(2) - lv.exp()).sum()


# --- the logarithm of the variance held between -18 and 18
def vae_kl(mean, log_variance):
    bounded = log_variance.clamp(-18, 18)
    return (0.5 * (mean**2 + bounded.exp() - 1 - bounded)).sum(dim=1).mean()
