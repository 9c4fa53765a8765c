import torch


# --- a gradient for the reference
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference
    return {"k1": d, "k2": 0.5 * d**2, "k3": (-d).exp() - 1 + d}[kind]


# --- always k3
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference.detach()
    return (-d).exp() - 1 + d


# --- k1 and k2 exchanged
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference.detach()
    return {"k2": d, "k1": 0.5 * d**2, "k3": (-d).exp() - 1 + d}[kind]


# --- averaged
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference.detach()
    return {"k1": d, "k2": 0.5 * d**2, "k3": (-d).exp() - 1 + d}[kind].mean()


# --- the log-ratio held at 20, in k3 only
def kl_estimate(log_probs, reference, kind):
    d = log_probs - reference.detach()
    bounded = d.clamp(-20, 20)
    return {"k1": d, "k2": 0.5 * d**2, "k3": (-bounded).exp() - 1 + bounded}[kind]
