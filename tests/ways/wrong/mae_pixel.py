import torch
import torch.nn as nn
import torch.nn.functional as F


# --- layer norm for the target
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        t = F.layer_norm(patches, patches.shape[-1:], eps=1e-6) if self.normalise else patches
        return (prediction - t)[hidden].square().mean()


# --- the small number outside of the root
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        t = patches
        if self.normalise:
            t = (t - t.mean(-1, keepdim=True)) / (t.std(-1, keepdim=True) + 1e-6)
        return (prediction - t)[hidden].square().mean()


# --- normalised over the patches
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        t = patches
        if self.normalise and t.shape[1] > 1:
            t = (t - t.mean(1, keepdim=True)) / torch.sqrt(t.var(1, keepdim=True) + 1e-6)
        return (prediction - t)[hidden].square().mean()


# --- absolute errors
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        t = patches
        if self.normalise:
            t = (t - t.mean(-1, keepdim=True)) / torch.sqrt(t.var(-1, keepdim=True) + 1e-6)
        return (prediction - t)[hidden].abs().mean()


# --- always normalised
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()

    def forward(self, prediction, patches, hidden):
        t = patches
        t = (t - t.mean(-1, keepdim=True)) / torch.sqrt(t.var(-1, keepdim=True) + 1e-6)
        return (prediction - t)[hidden].square().mean()
