import torch.nn.functional as F
from torch import nn


class Base(nn.Module):
    def __init__(self, student_temperature, teacher_temperature):
        super().__init__()
        self.ts, self.tt = student_temperature, teacher_temperature


# --- the teacher gets a gradient
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        p_a = F.softmax((teacher_a - center) / self.tt, dim=1)
        p_b = F.softmax((teacher_b - center) / self.tt, dim=1)
        q_a = F.log_softmax(student_a / self.ts, dim=1)
        q_b = F.log_softmax(student_b / self.ts, dim=1)
        return -(p_a * q_b + p_b * q_a).sum(1).mean() / 2


# --- the softmax of the teacher without its maximum taken off
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        e_a = ((teacher_a - center) / self.tt).exp().detach()
        e_b = ((teacher_b - center) / self.tt).exp().detach()
        q_a = F.log_softmax(student_a / self.ts, dim=1)
        q_b = F.log_softmax(student_b / self.ts, dim=1)
        p_a, p_b = e_a / e_a.sum(1, keepdim=True), e_b / e_b.sum(1, keepdim=True)
        return -(p_a * q_b + p_b * q_a).sum(1).mean() / 2


# --- the logarithm of a softmax
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        p_a = F.softmax((teacher_a - center) / self.tt, dim=1).detach()
        p_b = F.softmax((teacher_b - center) / self.tt, dim=1).detach()
        q_a = F.softmax(student_a / self.ts, dim=1).log()
        q_b = F.softmax(student_b / self.ts, dim=1).log()
        return -(p_a * q_b + p_b * q_a).sum(1).mean() / 2


# --- the mean over the entries
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        p_a = F.softmax((teacher_a - center) / self.tt, dim=1).detach()
        p_b = F.softmax((teacher_b - center) / self.tt, dim=1).detach()
        q_a = F.log_softmax(student_a / self.ts, dim=1)
        q_b = F.log_softmax(student_b / self.ts, dim=1)
        return -(p_a * q_b + p_b * q_a).mean() / 2


# --- distributions over the batch
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        p_a = F.softmax((teacher_a - center) / self.tt, dim=0).detach()
        p_b = F.softmax((teacher_b - center) / self.tt, dim=0).detach()
        q_a = F.log_softmax(student_a / self.ts, dim=0)
        q_b = F.log_softmax(student_b / self.ts, dim=0)
        return -(p_a * q_b + p_b * q_a).sum(1).mean() / 2


# --- the center of this batch, made anew
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        center = (teacher_a + teacher_b).mean(0) / 2
        p_a = F.softmax((teacher_a - center) / self.tt, dim=1).detach()
        p_b = F.softmax((teacher_b - center) / self.tt, dim=1).detach()
        q_a = F.log_softmax(student_a / self.ts, dim=1)
        q_b = F.log_softmax(student_b / self.ts, dim=1)
        return -(p_a * q_b + p_b * q_a).sum(1).mean() / 2


# --- all four pairs of views
class MyDINOLoss(Base):
    def forward(self, student_a, student_b, teacher_a, teacher_b, center):
        p_a = F.softmax((teacher_a - center) / self.tt, dim=1).detach()
        p_b = F.softmax((teacher_b - center) / self.tt, dim=1).detach()
        q = F.log_softmax(student_a / self.ts, dim=1) + F.log_softmax(student_b / self.ts, dim=1)
        return -((p_a + p_b) * q).sum(1).mean() / 4
