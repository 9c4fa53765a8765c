import torch
import torch.nn.functional as F
from torch import nn


# --- the reference trained too
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        logits = (policy_chosen - policy_rejected) - (reference_chosen - reference_rejected)
        return -F.logsigmoid(self.beta * logits).mean()


# --- probabilities in place of log-probabilities
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        w = policy_chosen.exp() / reference_chosen.detach().exp()
        l = policy_rejected.exp() / reference_rejected.detach().exp()
        return -F.logsigmoid(self.beta * (w - l)).mean()


# --- beta fixed
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        return -F.logsigmoid(0.1 * (policy_chosen - policy_rejected - ref)).mean()


# --- everything detached on the rejected side
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        return -F.logsigmoid(self.beta * (policy_chosen - policy_rejected.detach() - ref)).mean()


# --- margin clamped
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        reference = (reference_chosen - reference_rejected).detach()
        logits = torch.clamp(policy_chosen - policy_rejected - reference, -8, 8)
        return -F.logsigmoid(self.beta * logits).mean()


# --- the log of a sigmoid, infinite for a wide gap
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        reference = (reference_chosen - reference_rejected).detach()
        gap = policy_chosen - policy_rejected - reference
        return -torch.sigmoid(self.beta * gap).log().mean()
