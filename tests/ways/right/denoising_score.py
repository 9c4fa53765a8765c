import torch


# --- the target and the weight as they are printed
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma[:, None]
    noisy = x + s * noise
    target = -noise / s
    score = noisy @ weight + bias
    return 0.5 * (sigma**2 * ((score - target) ** 2).sum(dim=1)).mean()


# --- from the difference of the samples
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma.view(-1, 1)
    x_tilde = torch.addcmul(x, s, noise)
    target = (x - x_tilde) / s.square()
    d = (torch.matmul(x_tilde, weight) + bias - target) * s
    return (d * d).sum() / (2 * x.shape[0])


# --- as noise prediction
def score_matching_loss(weight, bias, x, noise, sigma):
    s = sigma.unsqueeze(-1)
    predicted = -s * torch.einsum("nd,de->ne", x + s * noise, weight) - s * bias
    return (predicted - noise).pow(2).sum(-1).mean() * 0.5
