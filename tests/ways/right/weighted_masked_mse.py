import torch


# --- a float mask
def weighted_masked_mse(y_pred, y_true, weights, mask):
    w = weights.detach() * mask.to(weights.dtype)
    return (w * (y_pred - y_true) ** 2).sum() / w.sum()


# --- selected
def weighted_masked_mse(y_pred, y_true, weights, mask):
    w = weights.detach()[mask]
    d = (y_pred - y_true)[mask]
    return (w * d.pow(2)).sum() / w.sum()


# --- a row at a time
def weighted_masked_mse(y_pred, y_true, weights, mask):
    top, below = 0.0, 0.0
    for p, t, w, m in zip(y_pred, y_true, weights.detach(), mask):
        top = top + (w[m] * torch.square(p[m] - t[m])).sum()
        below = below + w[m].sum()
    return top / below


# --- filled before the difference
def weighted_masked_mse(y_pred, y_true, weights, mask):
    target = torch.where(mask, y_true, y_pred.detach())
    w = weights.detach().masked_fill(~mask, 0)
    return ((y_pred - target).square() * w).sum() / w.sum()
