import torch


# --- one number for all rows
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    r = log_variance_p - log_variance_q
    d = (mean_p - mean_q) ** 2 / log_variance_q.exp()
    return (0.5 * (r.exp() - r - 1 + d)).sum()


# --- the half is missing
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    r = log_variance_p - log_variance_q
    d = (mean_p - mean_q) ** 2 / log_variance_q.exp()
    return (r.exp() - r - 1 + d).sum(1)


# --- the second Gaussian without a gradient
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    q, m = log_variance_q.detach(), mean_q.detach()
    r = log_variance_p - q
    return 0.5 * (r.exp() - r - 1 + (mean_p - m) ** 2 / q.exp()).sum(1)


# --- divided by the deviation
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    r = log_variance_p - log_variance_q
    d = (mean_p - mean_q) ** 2 / torch.exp(0.5 * log_variance_q)
    return 0.5 * (r.exp() - r - 1 + d).sum(1)
