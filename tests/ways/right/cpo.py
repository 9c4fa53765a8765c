import torch
import torch.nn.functional as F
from torch import nn


# --- softplus
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        pref = F.softplus(self.beta * (rejected - chosen))
        sft = chosen.sum() / length_chosen.sum()
        return pref.mean() - self.alpha * sft


# --- logaddexp and a float count
class MyCPOLoss(nn.Module):
    def __init__(self, beta, alpha):
        super().__init__()
        self.beta, self.alpha = beta, alpha

    def forward(self, chosen, rejected, length_chosen):
        w, l = self.beta * chosen, self.beta * rejected
        pref = (torch.logaddexp(w, l) - w).sum() / chosen.numel()
        tokens = length_chosen.to(chosen.dtype).sum()
        return pref + self.alpha * (-chosen).sum() / tokens
