import torch
import torch.nn.functional as F
from torch import nn


# --- softplus twice
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        r_w = self.beta * (policy_chosen - reference_chosen.detach())
        r_l = self.beta * (policy_rejected - reference_rejected.detach())
        h = r_w - r_l
        return (F.softplus(-h) * (1 - self.eps) + F.softplus(h) * self.eps).mean()


# --- a plain term and a linear one
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        with torch.no_grad():
            ref = reference_chosen - reference_rejected
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return (-F.logsigmoid(h) + self.eps * h).mean()


# --- one softplus, and the margin itself
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon=0.1):
        super().__init__()
        self.beta = beta
        self.epsilon = epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        chosen = policy_chosen - reference_chosen.detach()
        rejected = policy_rejected - reference_rejected.detach()
        margin = self.beta * (chosen - rejected)
        return F.softplus(-margin).mean() + self.epsilon * margin.mean()
