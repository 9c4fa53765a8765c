import math

import torch
from torch import nn


# --- the plain JSD
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, student, teacher):
        ls, lt = student.log_softmax(-1), teacher.detach().log_softmax(-1)
        lm = torch.logaddexp(ls, lt) - math.log(2)
        kl = (lt.exp() * (lt - lm) + ls.exp() * (ls - lm)).sum(-1)
        return kl.mean() / 2


# --- a mixture of the two plain divergences
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.b = beta

    def forward(self, student, teacher):
        ls, lt = student.log_softmax(-1), teacher.detach().log_softmax(-1)
        forward = (lt.exp() * (lt - ls)).sum(-1)
        reverse = (ls.exp() * (ls - lt)).sum(-1)
        return (self.b * forward + (1 - self.b) * reverse).mean()


# --- log-probabilities mixed
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.b = beta

    def forward(self, student, teacher):
        ls, lt = student.log_softmax(-1), teacher.detach().log_softmax(-1)
        lm = self.b * lt + (1 - self.b) * ls
        kl_t = (lt.exp() * (lt - lm)).sum(-1)
        kl_s = (ls.exp() * (ls - lm)).sum(-1)
        return (self.b * kl_t + (1 - self.b) * kl_s).mean()


# --- the student's weights without a gradient
class MyGKDLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.b = beta

    def forward(self, student, teacher):
        ls, lt = student.log_softmax(-1), teacher.detach().log_softmax(-1)
        lm = torch.logaddexp(lt + math.log(self.b), ls + math.log(1 - self.b))
        kl_t = (lt.exp() * (lt - lm)).sum(-1)
        kl_s = (ls.detach().exp() * (ls - lm)).sum(-1)
        return (self.b * kl_t + (1 - self.b) * kl_s).mean()
