import torch


# --- a mean of a product
def weighted_masked_mse(y_pred, y_true, weights, mask):
    return (weights.detach() * mask * (y_pred - y_true) ** 2).mean()


# --- normalised along rows
def weighted_masked_mse(y_pred, y_true, weights, mask):
    w = weights.detach() * mask
    w = w / w.sum(dim=1, keepdim=True)
    return (w * (y_pred - y_true) ** 2).sum() / len(w)


# --- the root of the sum
def weighted_masked_mse(y_pred, y_true, weights, mask):
    w = weights.detach() * mask
    return ((w * (y_pred - y_true) ** 2).sum() / w.sum()).sqrt()


# --- masked values set to zero on one side
def weighted_masked_mse(y_pred, y_true, weights, mask):
    w = weights.detach()
    d = torch.where(mask, y_pred, 0.0) - y_true
    return (w * d * d).sum() / (w * mask).sum()
