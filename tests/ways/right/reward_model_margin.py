import torch
import torch.nn.functional as F
from torch import nn


# --- softplus and a power
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.c = center

    def forward(self, chosen, rejected, margin):
        loss = F.softplus(rejected + margin - chosen).mean()
        return loss + self.c * ((chosen + rejected) ** 2).mean()


# --- logaddexp
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.center = center

    def forward(self, chosen, rejected, margin):
        gap = chosen - rejected - margin
        s = chosen + rejected
        return (torch.logaddexp(torch.zeros_like(gap), -gap) + self.center * s * s).mean()


# --- a pair at a time
class MyRewardLoss(nn.Module):
    def __init__(self, center):
        super().__init__()
        self.center = center

    def forward(self, chosen, rejected, margin):
        out = []
        for w, l, m in zip(chosen, rejected, margin):
            out.append(-F.logsigmoid(w - l - m) + self.center * (w + l).pow(2))
        return sum(out) / len(out)
