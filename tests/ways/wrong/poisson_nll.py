import torch
import torch.nn.functional as F


# --- a softplus for the rate
def poisson_nll(log_rate, counts):
    rate = F.softplus(log_rate)
    return (rate - counts * rate.log()).mean()


# --- the rate capped
def poisson_nll(log_rate, counts):
    return (log_rate.clamp(max=5).exp() - counts * log_rate).mean()


# --- an epsilon for the logarithm of a rate
def poisson_nll(log_rate, counts):
    rate = torch.exp(log_rate)
    return (rate - counts * torch.log(rate + 1e-3)).mean()


# --- the mean over what was counted
def poisson_nll(log_rate, counts):
    kept = counts > 0
    loss = log_rate.exp() - counts * log_rate
    return torch.where(kept, loss, 0.0).sum() / kept.sum().clamp(min=1)
