import torch
import torch.nn.functional as F
from torch import nn


# --- through probabilities
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        p = torch.sigmoid(logits)
        ll = (pixels * p.log() + (1 - pixels) * (1 - p).log()).sum(1)
        kl = 0.5 * (log_variance.exp() + mean**2 - 1 - log_variance).sum(1)
        return (self.beta * kl - ll).mean()


# --- a mean over everything
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        recon = F.softplus((1 - 2 * pixels) * logits).mean()
        kl = 0.5 * (log_variance.exp() + mean**2 - 1 - log_variance).mean()
        return recon + self.beta * kl


# --- the weight forgotten
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        recon = F.softplus((1 - 2 * pixels) * logits).sum(1)
        kl = 0.5 * (log_variance.exp() + mean**2 - 1 - log_variance).sum(1)
        return (recon + kl).mean()


# --- the deviation for the variance
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        recon = F.softplus((1 - 2 * pixels) * logits).sum(1)
        kl = 0.5 * ((log_variance / 2).exp() + mean**2 - 1 - log_variance).sum(1)
        return (recon + self.beta * kl).mean()
