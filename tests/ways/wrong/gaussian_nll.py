import torch


# --- an epsilon added
def gaussian_nll(mean, target, variance):
    v = variance + 1e-2
    return 0.5 * (v.log() + (mean - target).pow(2) / v).mean()


# --- log-variance taken for granted
def gaussian_nll(mean, target, variance):
    return 0.5 * (variance + (mean - target).pow(2) * torch.exp(-variance)).mean()


# --- summed
def gaussian_nll(mean, target, variance):
    return 0.5 * (variance.log() + (mean - target).pow(2) / variance).sum()
