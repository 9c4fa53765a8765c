import torch


# --- tables of roots
def v_loss(predicted, x0, noise, alpha_bar, t):
    a = torch.sqrt(alpha_bar)[t].view(-1, 1)
    s = torch.sqrt(1 - alpha_bar)[t].view(-1, 1)
    error = predicted - (a * noise - s * x0)
    xt = a * x0 + s * noise
    return torch.mean(error**2), a * xt - s * predicted


# --- from the error back to x0
def v_loss(predicted, x0, noise, alpha_bar, t):
    kept = alpha_bar.gather(0, t)[:, None]
    v = kept**0.5 * noise - (1 - kept) ** 0.5 * x0
    d = predicted - v
    return (d * d).sum() / d.numel(), x0 - (1 - kept) ** 0.5 * d


# --- sample by sample
def v_loss(predicted, x0, noise, alpha_bar, t):
    total, rows = 0.0, []
    for p, x, e, step in zip(predicted, x0, noise, t):
        a, s = alpha_bar[step].sqrt(), (1 - alpha_bar[step]).sqrt()
        total = total + (p - a * e + s * x).pow(2).mean()
        rows.append(a * (a * x + s * e) - s * p)
    return total / len(rows), torch.stack(rows)
