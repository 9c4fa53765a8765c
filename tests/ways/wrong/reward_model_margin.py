import torch
import torch.nn.functional as F
from torch import nn


# --- the log of a sigmoid
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.c = center

    def forward(self, chosen, rejected, margin):
        loss = -torch.log(torch.sigmoid(chosen - rejected - margin)).mean()
        return loss + self.c * ((chosen + rejected) ** 2).mean()


# --- a margin that scales
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.c = center

    def forward(self, chosen, rejected, margin):
        loss = F.softplus(-(chosen - rejected) * (1 + margin)).mean()
        return loss + self.c * ((chosen + rejected) ** 2).mean()


# --- the sum without its square
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.c = center

    def forward(self, chosen, rejected, margin):
        loss = F.softplus(rejected + margin - chosen).mean()
        return loss + self.c * (chosen + rejected).abs().mean()


# --- centring without a gradient
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.c = center

    def forward(self, chosen, rejected, margin):
        loss = F.softplus(rejected + margin - chosen).mean()
        return loss + self.c * ((chosen + rejected).detach() ** 2).mean()
