import torch


# --- zero times the logarithm of zero
def js_divergence(p, q):
    m = (p + q) / 2
    return ((p * (p / m).log()).sum(1) + (q * (q / m).log()).sum(1)) / 2


# --- an epsilon in the logarithms
def js_divergence(p, q):
    m = (p + q) / 2
    e = 1e-3
    kl_p = (p * ((p + e) / (m + e)).log()).sum(1)
    kl_q = (q * ((q + e) / (m + e)).log()).sum(1)
    return (kl_p + kl_q) / 2


# --- one number for all rows
def js_divergence(p, q):
    m = (p + q) / 2
    each = torch.xlogy(p, p) - torch.xlogy(p, m) + torch.xlogy(q, q) - torch.xlogy(q, m)
    return each.sum() / 2 / len(p)


# --- only where both have something
def js_divergence(p, q):
    m = (p + q) / 2
    both = (p > 0) & (q > 0)
    each = torch.xlogy(p, p) - torch.xlogy(p, m) + torch.xlogy(q, q) - torch.xlogy(q, m)
    return torch.where(both, each, 0.0).sum(1) / 2
