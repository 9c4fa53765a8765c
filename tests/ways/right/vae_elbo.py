import torch
import torch.nn.functional as F
from torch import nn


# --- two log-sigmoids and the usual minus one half
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        ll = pixels * F.logsigmoid(logits) + (1 - pixels) * F.logsigmoid(-logits)
        kl = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp(), dim=-1)
        return -(ll.sum(-1) - self.beta * kl).mean()


# --- sums over everything, divided by N
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        recon = (torch.relu(logits) - logits * pixels + torch.log1p(torch.exp(-logits.abs()))).sum()
        kl = 0.5 * (torch.expm1(log_variance) - log_variance + mean**2).sum()
        return (recon + self.beta * kl) / logits.size(0)


# --- sample by sample
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        x = torch.where(pixels == 1, -logits, logits)
        recon = torch.logaddexp(x, torch.zeros_like(x)).sum(1).mean()
        std = torch.exp(0.5 * log_variance)
        kl = ((std**2 + mean**2 - 1) / 2 - log_variance / 2).sum(1).mean()
        return recon + self.beta * kl
