"""Generalized Jensen-Shannon divergence of student and teacher, mean over rows.

Agarwal et al.: On-Policy Distillation of Language Models (2024)."""

import math

import torch
from torch import Tensor, nn

from solutions import edit


class MyGKDLoss(nn.Module):
    """Generalized JSD of logits [N, V] of student and teacher, with the teacher's weight."""

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.beta = beta

    def forward(self, student: Tensor, teacher: Tensor) -> Tensor:
        log_student = torch.log_softmax(student, dim=1)
        log_teacher = torch.log_softmax(teacher.detach(), dim=1)
        log_mixture = torch.logaddexp(
            log_teacher + math.log(self.beta), log_student + math.log1p(-self.beta)
        )
        of_teacher = (log_teacher.exp() * (log_teacher - log_mixture)).sum(dim=1)
        of_student = (log_student.exp() * (log_student - log_mixture)).sum(dim=1)
        return (self.beta * of_teacher + (1 - self.beta) * of_student).mean()


def oracle(student: Tensor, teacher: Tensor, *, beta: float) -> Tensor:
    """The entropy of the mixture less the weighted entropies, from probabilities."""
    p, q = teacher.detach().softmax(dim=1), student.softmax(dim=1)
    log_q = student - student.logsumexp(dim=1, keepdim=True)
    mixture = torch.special.entr(beta * p + (1 - beta) * q).sum(dim=1)
    of_teacher, of_student = torch.special.entr(p).sum(dim=1), -(q * log_q).sum(dim=1)
    return (mixture - beta * of_teacher - (1 - beta) * of_student).mean()


WRONG = {
    "mixture-weights-exchanged": edit(
        "log_teacher + math.log(self.beta), log_student + math.log1p(-self.beta)",
        "log_student + math.log(self.beta), log_teacher + math.log1p(-self.beta)",
        "In the mixture beta weighs the student; it is the teacher's weight.",
        "混合分布里 beta 成了学生的权重；它应当是教师的。",
    ),
    "terms-exchanged": edit(
        "self.beta * of_teacher + (1 - self.beta) * of_student",
        "(1 - self.beta) * of_teacher + self.beta * of_student",
        "The two divergences have each other's weight.",
        "两个散度前面的权重对调了。",
    ),
    "logits-mixed": edit(
        "torch.logaddexp(\n            log_teacher + math.log(self.beta), log_student + math.log1p(-self.beta)\n        )",
        "torch.log_softmax(self.beta * teacher.detach() + (1 - self.beta) * student, dim=1)",
        "The logits are mixed, which gives a geometric mean of the distributions; it is the probabilities that are mixed.",
        "混合的是 logits，得到的是两个分布的几何平均；应当混合概率。",
    ),
    "plain-average": edit(
        "self.beta * of_teacher + (1 - self.beta) * of_student",
        "(of_teacher + of_student) / 2",
        "The two divergences are averaged, whatever beta is.",
        "两个散度取了平均，没有理会 beta。",
    ),
    "teacher-alone": edit(
        "self.beta * of_teacher + (1 - self.beta) * of_student",
        "of_teacher",
        "Only the teacher is held against the mixture.",
        "只有教师与混合分布比较。",
    ),
    "divergence-reversed": edit(
        "(log_student.exp() * (log_student - log_mixture))",
        "(log_mixture.exp() * (log_mixture - log_student))",
        "The student's divergence is the other way round: the mixture weighs it.",
        "学生那一项的方向反了：用混合分布加权了。",
    ),
    "against-each-other": edit(
        "log_teacher - log_mixture",
        "log_teacher - log_student",
        "The teacher is held against the student, not against the mixture.",
        "教师直接与学生比较了；应当与混合分布比较。",
    ),
    "mean-over-all": edit(
        "of_student).mean()",
        "of_student).mean() / student.shape[1]",
        "The vocabulary is averaged: V times too small.",
        "对词表也取了平均：小了 V 倍。",
    ),
}
