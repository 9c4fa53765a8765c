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


# --- logarithms of probabilities
class MyCDPOLoss(nn.Module):
    def __init__(self, beta, epsilon):
        super().__init__()
        self.beta, self.eps = beta, epsilon

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        ref = (reference_chosen - reference_rejected).detach()
        p = torch.sigmoid(self.beta * ((policy_chosen - policy_rejected) - ref))
        return -((1 - self.eps) * p.log() + self.eps * (1 - p).log()).mean()
