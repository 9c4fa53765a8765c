import torch
import torch.nn.functional as F
from torch import nn


# --- sums
class MySimPOLoss(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.gamma = beta, gamma

    def forward(self, chosen, rejected, length_chosen, length_rejected):
        return -F.logsigmoid(self.beta * (chosen - rejected) - self.gamma).mean()


# --- gamma within
class MySimPOLoss(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.gamma = beta, gamma

    def forward(self, chosen, rejected, length_chosen, length_rejected):
        gap = chosen / length_chosen - rejected / length_rejected
        return -F.logsigmoid(self.beta * (gap - self.gamma)).mean()


# --- the margin outside
class MySimPOLoss(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.gamma = beta, gamma

    def forward(self, chosen, rejected, length_chosen, length_rejected):
        gap = chosen / length_chosen - rejected / length_rejected
        return -F.logsigmoid(self.beta * gap).mean() - self.gamma
