import torch
import torch.nn.functional as F


# --- both sets averaged together
def critic_losses(real, fake):
    hinge = F.relu(1 - torch.cat([real, -fake])).mean() * 2
    ls = (torch.cat([real - 1, fake]) ** 2).mean()
    return hinge, ls


# --- the other way round
def critic_losses(real, fake):
    hinge = F.relu(1 - real).mean() + F.relu(1 + fake).mean()
    ls = ((real - 1) ** 2).mean() / 2 + (fake**2).mean() / 2
    return ls, hinge


# --- the hinge squared
def critic_losses(real, fake):
    hinge = F.relu(1 - real).square().mean() + F.relu(1 + fake).square().mean()
    return hinge, ((real - 1) ** 2).mean() / 2 + (fake**2).mean() / 2


# --- fake detached
def critic_losses(real, fake):
    fake = fake.detach()
    hinge = F.relu(1 - real).mean() + F.relu(1 + fake).mean()
    return hinge, ((real - 1) ** 2).mean() / 2 + (fake**2).mean() / 2
