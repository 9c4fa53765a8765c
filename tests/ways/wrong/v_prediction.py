import torch


# --- one step for all
def v_loss(predicted, x0, noise, alpha_bar, t):
    a, s = alpha_bar[t[0]].sqrt(), (1 - alpha_bar[t[0]]).sqrt()
    return ((predicted - a * noise + s * x0) ** 2).mean(), a * (a * x0 + s * noise) - s * predicted


# --- the dimensions summed
def v_loss(predicted, x0, noise, alpha_bar, t):
    k = alpha_bar[t][:, None]
    a, s = k.sqrt(), (1 - k).sqrt()
    loss = ((predicted - a * noise + s * x0) ** 2).sum(1).mean()
    return loss, a * (a * x0 + s * noise) - s * predicted


# --- recovered without a gradient
def v_loss(predicted, x0, noise, alpha_bar, t):
    k = alpha_bar[t][:, None]
    a, s = k.sqrt(), (1 - k).sqrt()
    loss = ((predicted - a * noise + s * x0) ** 2).mean()
    return loss, a * (a * x0 + s * noise) - s * predicted.detach()


# --- the step after
def v_loss(predicted, x0, noise, alpha_bar, t):
    k = alpha_bar[(t + 1) % len(alpha_bar)][:, None]
    a, s = k.sqrt(), (1 - k).sqrt()
    loss = ((predicted - a * noise + s * x0) ** 2).mean()
    return loss, a * (a * x0 + s * noise) - s * predicted
