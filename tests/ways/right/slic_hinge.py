import torch
import torch.nn.functional as F
from torch import nn


# --- rewards and a clamp
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        r_w = self.beta * (policy_chosen - reference_chosen.detach())
        r_l = self.beta * (policy_rejected - reference_rejected.detach())
        return torch.clamp(1 - r_w + r_l, min=0).mean()


# --- where, under no_grad
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        with torch.no_grad():
            ref = reference_chosen - reference_rejected
        h = self.beta * (policy_chosen - policy_rejected - ref)
        return torch.where(h < 1, 1 - h, 0.0).sum() / h.numel()


# --- a pair at a time
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        losses = []
        rc, rr = reference_chosen.detach(), reference_rejected.detach()
        for a, b, c, d in zip(policy_chosen, policy_rejected, rc, rr):
            losses.append(F.relu(1 - self.beta * ((a - b) - (c - d))))
        return torch.stack(losses).mean()
