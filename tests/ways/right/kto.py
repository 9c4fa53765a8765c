import torch
from torch import nn


# --- two cases
class MyKTOLoss(nn.Module):
    def __init__(self, beta, desirable_weight, undesirable_weight):
        super().__init__()
        self.b, self.d, self.u = beta, desirable_weight, undesirable_weight

    def forward(self, log_probs, reference, desirable, kl):
        r = log_probs - reference.detach()
        z = kl.detach()
        good = self.d * (1 - torch.sigmoid(self.b * (r - z)))
        bad = self.u * (1 - torch.sigmoid(self.b * (z - r)))
        return torch.where(desirable, good, bad).mean()


# --- concatenated
class MyKTOLoss(nn.Module):
    def __init__(self, beta, desirable_weight, undesirable_weight):
        super().__init__()
        self.b, self.d, self.u = beta, desirable_weight, undesirable_weight

    def forward(self, log_probs, reference, desirable, kl):
        with torch.no_grad():
            base = reference + kl
        x = self.b * (log_probs - base)
        good = self.d * torch.sigmoid(-x[desirable])
        bad = self.u * torch.sigmoid(x[~desirable])
        return torch.cat([good, bad]).mean()
