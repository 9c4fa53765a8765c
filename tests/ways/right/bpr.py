import torch
import torch.nn.functional as F
from torch import nn


# --- logsigmoid
class MyBPRLoss(nn.Module):
    def __init__(self, l2=1e-4):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        pos = (users * liked).sum(-1)
        neg = (users * others).sum(-1)
        reg = users.norm(dim=1) ** 2 + liked.norm(dim=1) ** 2 + others.norm(dim=1) ** 2
        return -F.logsigmoid(pos - neg).mean() + self.l2 * reg.mean()


# --- logaddexp and einsum
class MyBPRLoss(nn.Module):
    def __init__(self, l2):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        pos = torch.einsum("nd,nd->n", users, liked)
        neg = torch.einsum("nd,nd->n", users, others)
        rank = torch.logaddexp(pos, neg) - pos
        reg = sum((x**2).sum() for x in (users, liked, others)) / len(users)
        return rank.mean() + self.l2 * reg


# --- a triple at a time
class MyBPRLoss(nn.Module):
    def __init__(self, l2):
        super().__init__()
        self.l2 = l2

    def forward(self, users, liked, others):
        losses = []
        for u, i, j in zip(users, liked, others):
            lead = torch.dot(u, i - j)
            reg = torch.dot(u, u) + torch.dot(i, i) + torch.dot(j, j)
            losses.append(F.softplus(-lead) + self.l2 * reg)
        return torch.stack(losses).mean()
