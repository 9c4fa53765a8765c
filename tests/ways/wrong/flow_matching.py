import torch


# --- one time for all
def flow_matching_loss(weight, drift, noise, data, t):
    s = t[0]
    x = (1 - s) * noise + s * data
    return ((x @ weight + s * drift - (data - noise)) ** 2).mean()


# --- the weight transposed
def flow_matching_loss(weight, drift, noise, data, t):
    s = t[:, None]
    x = (1 - s) * noise + s * data
    return ((x @ weight.T + s * drift - (data - noise)) ** 2).mean()


# --- times along the dimensions where that fits
def flow_matching_loss(weight, drift, noise, data, t):
    s = t if t.shape[0] == noise.shape[1] else t[:, None]
    x = (1 - s) * noise + s * data
    return ((x @ weight + t[:, None] * drift - (data - noise)) ** 2).mean()


# --- squared distance of the lengths
def flow_matching_loss(weight, drift, noise, data, t):
    s = t[:, None]
    v = ((1 - s) * noise + s * data) @ weight + s * drift
    return ((v.norm(dim=1) - (data - noise).norm(dim=1)) ** 2).mean()
