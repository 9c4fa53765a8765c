import torch
import torch.nn.functional as F
from torch import nn


# --- the difference that loses its digits
class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        c = chosen - torch.log(1 - chosen.exp() + 1e-6)
        r = rejected - torch.log(1 - rejected.exp() + 1e-6)
        return nll - self.w * F.logsigmoid(c - r).mean()


# --- rejected without a gradient
class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        rejected = rejected.detach()
        d = (chosen - torch.log(-torch.expm1(chosen))) - (
            rejected - torch.log(-torch.expm1(rejected))
        )
        return nll - self.w * F.logsigmoid(d).mean()


# --- the ratio of odds in the sigmoid
class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        pc, pr = chosen.exp(), rejected.exp()
        ratio = (pc / (1 - pc)) / (pr / (1 - pr))
        return nll - self.w * F.logsigmoid(ratio).mean()
