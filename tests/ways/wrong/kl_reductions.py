import torch


# --- nan at zero
def my_kl_div(log_q, p):
    l = p * (p.log() - log_q)
    return l, l.sum(), l.sum() / len(p), l.mean()


# --- clamped probabilities
def my_kl_div(log_q, p):
    q = p.clamp(min=1e-4)
    l = q * (q.log() - log_q)
    return l, l.sum(), l.sum() / len(p), l.mean()


# --- the other way round
def my_kl_div(log_q, p):
    q = log_q.exp()
    l = q * (log_q - (p + 1e-12).log())
    return l, l.sum(), l.sum() / len(p), l.mean()


# --- mean and batchmean exchanged
def my_kl_div(log_q, p):
    l = torch.xlogy(p, p) - p * log_q
    return l, l.sum(), l.mean(), l.sum() / len(p)


# --- a dict
def my_kl_div(log_q, p):
    l = torch.xlogy(p, p) - p * log_q
    return {"none": l, "sum": l.sum(), "batchmean": l.sum() / len(p), "mean": l.mean()}


# --- divided by the classes
def my_kl_div(log_q, p):
    l = torch.xlogy(p, p) - p * log_q
    return l, l.sum(), l.sum() / p.shape[1], l.mean()
