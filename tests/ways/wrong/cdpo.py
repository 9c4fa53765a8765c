import torch
import torch.nn.functional as F
from torch import nn


# --- smoothed before the logarithm
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        p = torch.sigmoid(self.beta * (policy_chosen - policy_rejected - ref))
        return -torch.log((1 - self.eps) * p + self.eps * (1 - p)).mean()


# --- gradient into the reference
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = reference_chosen - reference_rejected
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return (F.softplus(-h) * (1 - self.eps) + F.softplus(h) * self.eps).mean()


# --- without its divisor, robust
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return (F.softplus(-h) * (1 - self.eps) - F.softplus(h) * self.eps).mean()


# --- the mean of the margins first
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        h = self.beta * (policy_chosen - policy_rejected - ref).mean()
        return F.softplus(-h) * (1 - self.eps) + F.softplus(h) * self.eps


# --- the log of a sigmoid, infinite for a wide gap
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.epsilon = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        reference = (reference_chosen - reference_rejected).detach()
        p = torch.sigmoid(self.beta * (policy_chosen - policy_rejected - reference))
        return -((1 - self.epsilon) * p.log() + self.epsilon * (1 - p).log()).mean()
