import torch
import torch.nn.functional as F


# --- clamp and pow
def critic_losses(real, fake):
    hinge = (1.0 - real).clamp(min=0).mean() + (1.0 + fake).clamp(min=0).mean()
    ls = 0.5 * torch.mean((real - 1) ** 2) + 0.5 * torch.mean(fake**2)
    return hinge, ls


# --- minus the minimum, as the paper writes it
def critic_losses(real, fake):
    zero = real.new_zeros(())
    hinge = -torch.minimum(zero, real - 1).mean() - torch.minimum(zero, -fake - 1).mean()
    return hinge, ((real - 1).pow(2).mean() + fake.pow(2).mean()) / 2


# --- sums over counts
def critic_losses(real, fake):
    n, m = real.shape[0], fake.shape[0]
    d = real - torch.ones_like(real)
    return (
        F.relu(1 - real).sum() / n + F.relu(1 + fake).sum() / m,
        (d * d).sum() / (2 * n) + (fake * fake).sum() / (2 * m),
    )
