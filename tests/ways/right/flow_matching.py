import torch


# --- noise plus a share of the way
def flow_matching_loss(weight, drift, noise, data, t):
    way = data - noise
    x = noise + t[:, None] * way
    return torch.mean((x.matmul(weight) + torch.outer(t, drift) - way) ** 2)


# --- einsum
def flow_matching_loss(weight, drift, noise, data, t):
    s = t.view(-1, 1)
    x = torch.einsum("n,nd->nd", 1 - t, noise) + torch.einsum("n,nd->nd", t, data)
    v = torch.einsum("nd,de->ne", x, weight) + s * drift
    error = v + noise - data
    return error.pow(2).sum() / error.numel()


# --- pair by pair
def flow_matching_loss(weight, drift, noise, data, t):
    total = 0.0
    for e, y, s in zip(noise, data, t):
        v = ((1 - s) * e + s * y) @ weight + s * drift
        total = total + (v - (y - e)).square().mean()
    return total / len(t)
