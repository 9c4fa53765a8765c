"""Reverse KL divergence of a student from its teacher, mean over the tokens of the batch.

Gu, Dong, Wei, Huang: MiniLLM, Knowledge Distillation of Large Language Models (2024)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit, instead


def reverse_kl(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """Divergence under the student of logits [B, T, V], over the tokens of a mask [B, T]."""
    log_student = torch.log_softmax(student, dim=-1)
    log_teacher = torch.log_softmax(teacher.detach(), dim=-1)
    divergence = (log_student.exp() * (log_student - log_teacher)).sum(dim=-1)
    return torch.where(mask, divergence, 0.0).sum() / mask.sum()


def oracle(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """PyTorch's own with the roles exchanged, over the tokens selected."""
    log_q = F.log_softmax(student[mask], dim=1)
    log_p = F.log_softmax(teacher.detach()[mask], dim=1)
    return F.kl_div(log_p, log_q, reduction="batchmean", log_target=True)


def _forward(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    log_q, log_p = student[mask].log_softmax(-1), teacher.detach()[mask].log_softmax(-1)
    return (log_p.exp() * (log_p - log_q)).sum(-1).mean()


def _per_response(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    log_q, log_p = student.log_softmax(-1), teacher.detach().log_softmax(-1)
    each = (log_q.exp() * (log_q - log_p)).sum(-1)
    return (torch.where(mask, each, 0.0).sum(1) / mask.sum(1)).mean()


WRONG = {
    "forward": instead(
        _forward,
        "That is the forward divergence, weighed by the teacher: the student is made to cover everything the teacher might say.",
        "这是前向散度，用教师的分布加权：学生被要求覆盖教师可能说的一切。",
    ),
    "weights-constant": edit(
        "log_student.exp()",
        "log_student.detach().exp()",
        "The weights have no gradient. The value is right, but the gradient is 0: what the teacher says does not reach the student.",
        "权重没有梯度。数值正确，梯度却是 0：教师的意见传不到学生。",
    ),
    "entropy-missing": edit(
        "(log_student - log_teacher)",
        "-log_teacher",
        "The student's entropy is left out: it is driven to the teacher's single most likely token.",
        "漏掉了学生的熵：学生会塌缩到教师最可能的那一个词元上。",
    ),
    "probabilities-compared": edit(
        "(log_student - log_teacher)",
        "(log_student.exp() - log_teacher.exp())",
        "The probabilities are subtracted, not their logarithms.",
        "相减的是概率，应当是对数概率。",
    ),
    "of-the-best-token": edit(
        "(log_student.exp() * (log_student - log_teacher)).sum(dim=-1)",
        "(log_student - log_teacher).gather(-1, student.argmax(dim=-1, keepdim=True)).squeeze(-1)",
        "Only the student's most likely token is looked at; the mean is over its whole distribution.",
        "只看了学生最可能的那个词元；应当在它的整个分布下取平均。",
    ),
    "mean-over-vocabulary": edit(
        ".sum(dim=-1)",
        ".mean(dim=-1)",
        "The vocabulary is averaged: V times too small.",
        "对词表取了平均：小了 V 倍。",
    ),
    "padding-counted": edit(
        "torch.where(mask, divergence, 0.0)",
        "divergence",
        "Tokens behind the mask count too.",
        "掩码之外的词元也算进去了。",
    ),
    "per-response": instead(
        _per_response,
        "The mean is taken within each response first: tokens of short responses weigh more.",
        "先在每条回复内取了平均：短回复里的词元权重更大。",
    ),
}
