import torch
import torch.nn.functional as F
from torch import nn


# --- as the paper's algorithm has it, with a helper for one direction
class MyDINOLoss(nn.Module):
    def __init__(self, student_temperature, teacher_temperature):
        super().__init__()
        self.ts, self.tt = student_temperature, teacher_temperature

    def one(self, t, s, c):
        t = F.softmax((t.detach() - c.detach()) / self.tt, dim=-1)
        return -(t * F.log_softmax(s / self.ts, dim=-1)).sum(-1).mean()

    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        return (self.one(teacher_a, student_b, center) + self.one(teacher_b, student_a, center)) / 2


# --- both views as one batch, logarithms by logsumexp
class MyDINOLoss(nn.Module):
    def __init__(self, student_temperature, teacher_temperature):
        super().__init__()
        self.ts, self.tt = student_temperature, teacher_temperature

    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        s = torch.cat((student_a, student_b)) / self.ts
        t = torch.cat((teacher_b, teacher_a)).sub(center).div(self.tt).detach()
        p = torch.exp(t - t.logsumexp(1, keepdim=True))
        return (s.logsumexp(1) - torch.einsum("nk,nk->n", p, s)).mean()


# --- a loop over pairs of different views
class MyDINOLoss(nn.Module):
    def __init__(self, student_temperature=0.1, teacher_temperature=0.04):
        super().__init__()
        self.student_temperature = student_temperature
        self.teacher_temperature = teacher_temperature

    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        students, teachers = [student_a, student_b], [teacher_a, teacher_b]
        total, pairs = 0, 0
        for i, t in enumerate(teachers):
            with torch.no_grad():
                z = (t - center) * (1 / self.teacher_temperature)
                e = (z - z.amax(1, keepdim=True)).exp()
                p = e / e.sum(1, keepdim=True)
            for j, s in enumerate(students):
                if i == j:
                    continue
                z = s / self.student_temperature
                z = z - z.amax(1, keepdim=True).detach()
                log_q = z - z.exp().sum(1, keepdim=True).log()
                total = total - (p * log_q).sum() / len(s)
                pairs += 1
        return total / pairs
