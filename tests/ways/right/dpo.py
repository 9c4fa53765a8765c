import torch
import torch.nn.functional as F
from torch import nn


# --- ratios of each response
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        w = policy_chosen - reference_chosen.detach()
        l = policy_rejected - reference_rejected.detach()
        return F.softplus(-self.beta * (w - l)).mean()


# --- no_grad for the reference
class MyDPOLoss(nn.Module):
    def __init__(self, beta=0.1):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        with torch.no_grad():
            ref = reference_chosen - reference_rejected
        logits = (policy_chosen - policy_rejected) - ref
        losses = -F.logsigmoid(self.beta * logits)
        return losses.sum() / losses.numel()


# --- a softmax over the two rewards
class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        policy = torch.stack([policy_chosen, policy_rejected], dim=-1)
        reference = torch.stack([reference_chosen, reference_rejected], dim=-1).detach()
        log_probs = torch.log_softmax(self.beta * (policy - reference), dim=-1)
        return -log_probs[:, 0].mean()
