import torch
import torch.nn.functional as F
from torch import nn


# --- softmax of the teacher
class MyDistillationLoss(nn.Module):
    def __init__(self, temperature, alpha):
        super().__init__()
        self.T, self.a = temperature, alpha

    def forward(self, student, teacher, target):
        with torch.no_grad():
            z = teacher / self.T
            p, lp = F.softmax(z, 1), F.log_softmax(z, 1)
        lq = F.log_softmax(student / self.T, 1)
        kd = (p * (lp - lq)).sum() / len(student) * self.T**2
        rows = torch.arange(len(target))
        ce = (student.logsumexp(1) - student[rows, target]).mean()
        return self.a * kd + (1 - self.a) * ce


# --- cross-entropy less entropy
class MyDistillationLoss(nn.Module):
    def __init__(self, temperature, alpha):
        super().__init__()
        self.T, self.a = temperature, alpha

    def forward(self, student, teacher, target):
        lt = (teacher.detach() / self.T).log_softmax(-1)
        ls = (student / self.T).log_softmax(-1)
        p = lt.exp()
        kd = -(p * ls).sum(-1).mean() + (p * lt).sum(-1).mean()
        hot = F.one_hot(target, student.size(1)).to(student.dtype)
        ce = -(hot * student.log_softmax(-1)).sum(-1).mean()
        return self.a * self.T * self.T * kd + (1 - self.a) * ce
