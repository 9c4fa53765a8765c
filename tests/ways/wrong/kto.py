import torch
from torch import nn


# --- kl with a gradient
class MyKTOLoss(nn.Module):
    def __init__(self, beta, desirable_weight, undesirable_weight):
        super().__init__()
        self.b, self.d, self.u = beta, desirable_weight, undesirable_weight

    def forward(self, log_probs, reference, desirable, kl):
        r = log_probs - reference.detach()
        good = self.d * (1 - torch.sigmoid(self.b * (r - kl)))
        bad = self.u * (1 - torch.sigmoid(self.b * (kl - r)))
        return torch.where(desirable, good, bad).mean()


# --- the mean of two means
class MyKTOLoss(nn.Module):
    def __init__(self, beta, desirable_weight, undesirable_weight):
        super().__init__()
        self.b, self.d, self.u = beta, desirable_weight, undesirable_weight

    def forward(self, log_probs, reference, desirable, kl):
        x = self.b * (log_probs - reference.detach() - kl.detach())
        g, b = self.d * torch.sigmoid(-x), self.u * torch.sigmoid(x)
        return 0.5 * (
            g[desirable].sum() / desirable.sum().clamp(min=1)
            + b[~desirable].sum() / (~desirable).sum().clamp(min=1)
        )


# --- one weight
class MyKTOLoss(nn.Module):
    def __init__(self, beta, desirable_weight, undesirable_weight):
        super().__init__()
        self.b, self.d, self.u = beta, desirable_weight, undesirable_weight

    def forward(self, log_probs, reference, desirable, kl):
        x = self.b * (log_probs - reference.detach() - kl.detach())
        x = torch.where(desirable, -x, x)
        return self.d * torch.sigmoid(x).mean()
