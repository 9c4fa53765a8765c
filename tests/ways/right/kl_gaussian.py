import torch


# --- as the formula has it
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    vp, vq = log_variance_p.exp(), log_variance_q.exp()
    t = log_variance_q - log_variance_p + (vp + (mean_p - mean_q) ** 2) / vq - 1
    return 0.5 * t.sum(-1)


# --- standard deviations
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    sp, sq = torch.exp(0.5 * log_variance_p), torch.exp(0.5 * log_variance_q)
    ratio = sp / sq
    z = (mean_p - mean_q) / sq
    return (0.5 * (ratio**2 + z**2 - 1) - 0.5 * (log_variance_p - log_variance_q)).sum(1)


# --- a difference of two expectations
def gaussian_kl(mean_p, log_variance_p, mean_q, log_variance_q):
    second_moment = log_variance_p.exp() + (mean_p - mean_q).pow(2)
    cross = 0.5 * (log_variance_q + second_moment * torch.exp(-log_variance_q))
    own = 0.5 * (log_variance_p + 1)
    return (cross - own).sum(dim=-1)
