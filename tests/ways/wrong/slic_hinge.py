import torch
from torch import nn


# --- a gradient of one past the margin
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return (1 - h).abs().mean()


# --- the mean before the hinge
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return torch.relu(1 - h.mean())


# --- beta outside
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        return self.beta * torch.relu(1 - (policy_chosen - policy_rejected - ref)).mean()


# --- gradient into the reference
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = reference_chosen - reference_rejected
        return torch.relu(1 - self.beta * (policy_chosen - policy_rejected - ref)).mean()
