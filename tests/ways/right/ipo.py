import torch
from torch import nn


# --- means first
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
        pw, pl = policy_chosen / length_chosen, policy_rejected / length_rejected
        with torch.no_grad():
            rw, rl = reference_chosen / length_chosen, reference_rejected / length_rejected
        logits = (pw - pl) - (rw - rl)
        return ((logits - 1 / (2 * self.beta)) ** 2).mean()
