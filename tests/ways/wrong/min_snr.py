import torch
from torch import nn


# --- always as noise
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, predicted, target, alpha_bar, t):
        snr = (alpha_bar / (1 - alpha_bar))[t]
        w = snr.clamp(max=self.gamma) / snr
        return (w * (predicted - target).square().mean(1)).mean()


# --- gamma fixed at 5
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.kind = kind

    def forward(self, predicted, target, alpha_bar, t):
        snr = (alpha_bar / (1 - alpha_bar))[t]
        by = {"noise": snr, "velocity": snr + 1, "sample": torch.ones_like(snr)}[self.kind]
        w = snr.clamp(max=5.0) / by
        return (w * (predicted - target).square().mean(1)).mean()


# --- the weights averaged apart from the errors
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma, self.kind = gamma, kind

    def forward(self, predicted, target, alpha_bar, t):
        snr = (alpha_bar / (1 - alpha_bar))[t]
        by = {"noise": snr, "velocity": snr + 1, "sample": torch.ones_like(snr)}[self.kind]
        w = snr.clamp(max=self.gamma) / by
        return w.mean() * (predicted - target).square().mean()


# --- every error with every weight
class MyMinSNRLoss(nn.Module):
    def __init__(self, kind, gamma):
        super().__init__()
        self.gamma, self.kind = gamma, kind

    def forward(self, predicted, target, alpha_bar, t):
        snr = (alpha_bar / (1 - alpha_bar))[t][:, None]
        by = {"noise": snr, "velocity": snr + 1, "sample": torch.ones_like(snr)}[self.kind]
        w = snr.clamp(max=self.gamma) / by
        return (w * (predicted - target).square().mean(1)).mean()
