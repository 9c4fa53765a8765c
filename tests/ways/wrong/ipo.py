import torch
import torch.nn.functional as F
from torch import nn


# --- sums
class MyIPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(
        self,
        policy_chosen,
        policy_rejected,
        reference_chosen,
        reference_rejected,
        length_chosen,
        length_rejected,
    ):
        h = (policy_chosen - policy_rejected) - (reference_chosen - reference_rejected).detach()
        return ((h - 1 / (2 * self.beta)) ** 2).mean()


# --- the sigmoid of DPO
class MyIPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(
        self,
        policy_chosen,
        policy_rejected,
        reference_chosen,
        reference_rejected,
        length_chosen,
        length_rejected,
    ):
        w = (policy_chosen - reference_chosen.detach()) / length_chosen
        l = (policy_rejected - reference_rejected.detach()) / length_rejected
        return -F.logsigmoid(self.beta * (w - l)).mean()


# --- divided by the mean length
class MyIPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(
        self,
        policy_chosen,
        policy_rejected,
        reference_chosen,
        reference_rejected,
        length_chosen,
        length_rejected,
    ):
        n = (length_chosen + length_rejected) / 2
        h = (
            (policy_chosen - policy_rejected) - (reference_chosen - reference_rejected).detach()
        ) / n
        return ((h - 1 / (2 * self.beta)) ** 2).mean()
