import torch
import torch.nn.functional as F
from torch import nn


# --- the teacher trained
class MyDistillationLoss(nn.Module):
    def __init__(self, temperature, alpha):
        super().__init__()
        self.T, self.a = temperature, alpha

    def forward(self, student, teacher, target):
        lp = F.log_softmax(teacher / self.T, 1)
        lq = F.log_softmax(student / self.T, 1)
        kd = (lp.exp() * (lp - lq)).sum() / len(student) * self.T**2
        ce = (student.logsumexp(1) - student[torch.arange(len(target)), target]).mean()
        return self.a * kd + (1 - self.a) * ce


# --- squared error of logits
class MyDistillationLoss(nn.Module):
    def __init__(self, temperature, alpha):
        super().__init__()
        self.T, self.a = temperature, alpha

    def forward(self, student, teacher, target):
        kd = ((student - teacher.detach()) ** 2).mean()
        ce = (student.logsumexp(1) - student[torch.arange(len(target)), target]).mean()
        return self.a * kd + (1 - self.a) * ce


# --- the hard loss dropped
class MyDistillationLoss(nn.Module):
    def __init__(self, temperature, alpha):
        super().__init__()
        self.T, self.a = temperature, alpha

    def forward(self, student, teacher, target):
        lp = F.log_softmax(teacher.detach() / self.T, 1)
        lq = F.log_softmax(student / self.T, 1)
        return self.a * (lp.exp() * (lp - lq)).sum() / len(student) * self.T**2
