import torch
import torch.nn.functional as F


# --- overflows
def generator_loss(fake):
    return -torch.log(torch.sigmoid(fake)).mean()


# --- detached
def generator_loss(fake):
    return F.softplus(-fake.detach()).mean()


# --- both classes
def generator_loss(fake):
    return (F.softplus(-fake) + F.softplus(fake)).mean()


# --- the hinge of a critic
def generator_loss(fake):
    return torch.relu(1 - fake).mean()
