import torch
import torch.nn.functional as F


# --- the log of a sigmoid
def reward_loss(chosen, rejected):
    return -torch.log(torch.sigmoid(chosen - rejected)).mean()


# --- with an epsilon
def reward_loss(chosen, rejected):
    return -torch.log(torch.sigmoid(chosen - rejected) + 1e-8).mean()


# --- exponentials that overflow
def reward_loss(chosen, rejected):
    return -(chosen.exp() / (chosen.exp() + rejected.exp())).log().mean()


# --- rejected without a gradient
def reward_loss(chosen, rejected):
    return F.softplus(rejected.detach() - chosen).mean()
