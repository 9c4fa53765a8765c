import torch
import torch.nn.functional as F


# --- softplus
def reward_loss(chosen, rejected):
    return F.softplus(rejected - chosen).mean()


# --- by hand
def reward_loss(chosen, rejected):
    d = chosen - rejected
    return (torch.log1p(torch.exp(-d.abs())) + torch.maximum(-d, torch.zeros_like(d))).mean()


# --- logaddexp
def reward_loss(chosen, rejected):
    return (torch.logaddexp(chosen, rejected) - chosen).sum() / len(chosen)
