import torch
import torch.nn.functional as F
from torch import nn


# --- likelihood of both
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        pref = -F.logsigmoid(self.beta * (chosen - rejected)).mean()
        return pref - self.alpha * (chosen + rejected).sum() / (2 * length_chosen.sum())


# --- preferred without a gradient in the pair
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        pref = -F.logsigmoid(self.beta * (chosen.detach() - rejected)).mean()
        return pref - self.alpha * chosen.sum() / length_chosen.sum()


# --- beta outside
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        pref = -self.beta * F.logsigmoid(chosen - rejected).mean()
        return pref - self.alpha * chosen.sum() / length_chosen.sum()


# --- sign of the likelihood
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        pref = -F.logsigmoid(self.beta * (chosen - rejected)).mean()
        return pref + self.alpha * chosen.sum() / length_chosen.sum()


# --- the log of a sigmoid, infinite for a wide gap
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.b = beta
        self.a = alpha

    def forward(self, chosen, rejected, length_chosen):
        p = torch.sigmoid(self.b * chosen - self.b * rejected)
        return -(p.log().mean() + self.a * chosen.sum() / length_chosen.sum())
