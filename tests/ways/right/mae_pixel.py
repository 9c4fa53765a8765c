import torch
import torch.nn as nn


# --- as the authors' code goes, a float mask
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.norm = normalise

    def forward(self, prediction, patches, hidden):
        if self.norm:
            var, mean = torch.var_mean(patches, dim=-1, keepdim=True)
            patches = (patches - mean) / (var + 1.0e-6) ** 0.5
        m = hidden.to(prediction.dtype)
        each = torch.pow(prediction - patches, 2).mean(-1)
        return torch.einsum("nl,nl->", each, m) / m.sum()


# --- only the hidden ones, by indexing
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        x, y = prediction[hidden], patches[hidden]
        if self.normalise:
            y = y - y.mean(1, keepdim=True)
            y = y / torch.sqrt(y.pow(2).sum(1, keepdim=True) / (y.shape[1] - 1) + 1e-6)
        return ((x - y) ** 2).mean()


# --- patch by patch
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def target(self, x):
        return (x - x.mean()) / torch.sqrt(x.var() + 1e-6) if self.normalise else x

    def forward(self, prediction, patches, hidden):
        total, count = 0.0, 0
        for n in range(len(hidden)):
            for l in range(hidden.shape[1]):
                if hidden[n, l]:
                    total = total + (prediction[n, l] - self.target(patches[n, l])).square().mean()
                    count += 1
        return total / count


# --- pixels first
class MyMAEPixelLoss(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.normalise = normalise

    def forward(self, prediction, patches, hidden):
        p, t = prediction.movedim(2, 0), patches.movedim(2, 0)
        if self.normalise:
            t = (t - t.mean(0)) * (t.var(0, correction=1) + 1e-6).rsqrt()
        per = torch.where(hidden, (p - t).square(), 0.0)
        return per.sum() / (hidden.sum() * len(p))
