import torch


# --- one line
def poisson_nll(log_rate, counts):
    return (log_rate.exp() - counts * log_rate).mean()


# --- both means apart
def poisson_nll(log_rate, counts):
    return torch.mean(torch.exp(log_rate)) - torch.mean(torch.mul(counts, log_rate))


# --- a dot product
def poisson_nll(log_rate, counts):
    n = log_rate.numel()
    return (torch.exp(log_rate).sum() - torch.dot(counts, log_rate)) / n
