import torch
import torch.nn.functional as F


# --- overflows
def discriminator_loss(real, fake):
    return -(torch.sigmoid(real).log().mean() + (1 - torch.sigmoid(fake)).log().mean())


# --- averaged together
def discriminator_loss(real, fake):
    return F.softplus(torch.cat([-real, fake])).mean()


# --- fake detached
def discriminator_loss(real, fake):
    return F.softplus(-real).mean() + F.softplus(fake.detach()).mean()
