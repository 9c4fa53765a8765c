import torch


# --- a dictionary
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference.detach()
    return {"k1": d, "k2": 0.5 * d**2, "k3": (-d).exp() - 1 + d}[kind]


# --- no_grad
def kl_estimate(log_probs, reference, kind):
    with torch.no_grad():
        r = reference.clone()
    logr = r - log_probs
    if kind == "k1":
        return log_probs - r
    elif kind == "k2":
        return (logr**2) / 2
    return logr.exp() - logr - 1
