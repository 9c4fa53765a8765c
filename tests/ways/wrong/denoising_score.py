import torch


# --- one sigma for all
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma[0]
    error = s * ((x + s * noise) @ weight + bias) + noise
    return error.square().sum(1).mean() / 2


# --- the weight is divided by
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma[:, None]
    error = (((x + s * noise) @ weight + bias) + noise / s) / s
    return error.square().sum(1).mean() / 2


# --- the samples summed
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma[:, None]
    error = s * ((x + s * noise) @ weight + bias) + noise
    return error.square().sum() / 2


# --- without the bias
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma[:, None]
    error = s * ((x + s * noise) @ weight + 0 * bias) + noise
    return error.square().sum(1).mean() / 2
