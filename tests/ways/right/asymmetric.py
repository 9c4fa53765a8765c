import torch
import torch.nn.functional as F
from torch import nn


# --- both terms with labels
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos=1.0, gamma_neg=4.0, shift=0.05):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        q = (torch.sigmoid(logits) - self.m).clamp(min=0)
        pos = labels * torch.sigmoid(-logits) ** self.gp * F.logsigmoid(logits)
        neg = (1 - labels) * q**self.gn * torch.log(1 - q)
        return -(pos + neg).mean()


# --- like timm, the shift added to the other side
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        right = (torch.sigmoid(-logits) + self.m).clamp(max=1)
        pt = torch.where(labels > 0.5, torch.sigmoid(logits), right)
        logp = torch.where(labels > 0.5, F.logsigmoid(logits), torch.log(right))
        gamma = self.gp * labels + self.gn * (1 - labels)
        return -(torch.pow(1 - pt, gamma) * logp).mean()


# --- selected apart
class MyAsymmetricLoss(nn.Module):
    def __init__(self, gamma_pos, gamma_neg, shift):
        super().__init__()
        self.gp, self.gn, self.m = gamma_pos, gamma_neg, shift

    def forward(self, logits, labels):
        x = logits[labels == 1]
        pos = (torch.exp(-self.gp * F.softplus(x)) * F.softplus(-x)).sum()
        q = F.relu(logits[labels == 0].sigmoid() - self.m)
        neg = -(q.pow(self.gn) * torch.log1p(-q)).sum()
        return (pos + neg) / logits.numel()
