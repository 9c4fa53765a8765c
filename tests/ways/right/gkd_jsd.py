import math

import torch
import torch.nn.functional as F
from torch import nn


# --- logsumexp of a stack
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.b = beta

    def forward(self, student, teacher):
        ls, lt = F.log_softmax(student, -1), F.log_softmax(teacher.detach(), -1)
        b = self.b
        lm = torch.logsumexp(torch.stack([ls + math.log(1 - b), lt + math.log(b)]), dim=0)
        kl_t = (lt.exp() * (lt - lm)).sum(-1)
        kl_s = (ls.exp() * (ls - lm)).sum(-1)
        return (b * kl_t + (1 - b) * kl_s).mean()


# --- the mixture of probabilities
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.b = beta

    def forward(self, student, teacher):
        with torch.no_grad():
            p = teacher.softmax(1)
            lp = teacher.log_softmax(1)
        q, lq = student.softmax(1), student.log_softmax(1)
        lm = (self.b * p + (1 - self.b) * q).log()
        total = self.b * (p * (lp - lm)).sum() + (1 - self.b) * (q * (lq - lm)).sum()
        return total / len(student)


# --- the mixture without a gradient
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, student, teacher):
        ls, lt = student.log_softmax(-1), teacher.detach().log_softmax(-1)
        m = self.beta * lt.exp() + (1 - self.beta) * ls.exp()
        lm = m.detach().log()
        kl_t = torch.einsum("nv,nv->n", lt.exp(), lt - lm)
        kl_s = torch.einsum("nv,nv->n", ls.exp(), ls - lm)
        return torch.lerp(kl_s, kl_t, self.beta).mean()
