"""Knowledge distillation: tempered KL divergence from the teacher, and cross-entropy.

Hinton, Vinyals, Dean: Distilling the Knowledge in a Neural Network (2015)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyDistillationLoss(nn.Module):
    """Distillation of teacher logits into student logits [N, C], with class ids [N]."""

    def __init__(self, temperature: float, alpha: float) -> None:
        super().__init__()
        self.temperature = temperature
        self.alpha = alpha

    def forward(self, student: Tensor, teacher: Tensor, target: Tensor) -> Tensor:
        soft_student = torch.log_softmax(student / self.temperature, dim=1)
        soft_teacher = torch.log_softmax(teacher.detach() / self.temperature, dim=1)
        soft = (soft_teacher.exp() * (soft_teacher - soft_student)).sum(dim=1).mean()
        log_probs = torch.log_softmax(student, dim=1)
        hard = -log_probs.gather(1, target.unsqueeze(1)).mean()
        return self.alpha * self.temperature**2 * soft + (1 - self.alpha) * hard


def oracle(
    student: Tensor, teacher: Tensor, target: Tensor, *, temperature: float, alpha: float
) -> Tensor:
    """PyTorch's own two losses."""
    soft = F.kl_div(
        F.log_softmax(student / temperature, dim=1),
        F.log_softmax(teacher.detach() / temperature, dim=1),
        reduction="batchmean",
        log_target=True,
    )
    hard: Tensor = F.cross_entropy(student, target)
    return alpha * temperature * temperature * soft + (1 - alpha) * hard


WRONG = {
    "square-missing": edit(
        "self.alpha * self.temperature**2 * soft",
        "self.alpha * soft",
        "The factor T² is missing: the higher the temperature, the less the teacher counts.",
        "少了系数 T²：温度越高，教师的作用越小。",
    ),
    "temperature-once": edit(
        "self.temperature**2",
        "self.temperature",
        "The soft loss is multiplied by T, not by its square.",
        "软损失乘的是 T，应当乘它的平方。",
    ),
    "hard-tempered": edit(
        "torch.log_softmax(student, dim=1)",
        "torch.log_softmax(student / self.temperature, dim=1)",
        "The hard loss has the temperature too; the labels are met at 1.",
        "硬损失也带了温度；对标签时温度应为 1。",
    ),
    "teacher-not-tempered": edit(
        "teacher.detach() / self.temperature",
        "teacher.detach()",
        "The teacher's logits are not divided by the temperature.",
        "教师的 logits 没有除以温度。",
    ),
    "student-not-tempered": edit(
        "student / self.temperature",
        "student",
        "The student's logits are not divided by the temperature in the soft loss.",
        "软损失里学生的 logits 没有除以温度。",
    ),
    "divergence-reversed": edit(
        "(soft_teacher.exp() * (soft_teacher - soft_student))",
        "(soft_student.exp() * (soft_student - soft_teacher))",
        "The divergence is the other way round: the student's own distribution weighs it.",
        "散度方向反了：用学生自己的分布加权了。",
    ),
    "entropy-missing": edit(
        "soft_teacher.exp() * (soft_teacher - soft_student)",
        "-soft_teacher.exp() * soft_student",
        "The teacher's entropy is left out: that is a cross-entropy, with the same gradient and another value.",
        "漏掉了教师的熵：那是交叉熵，梯度相同，数值不同。",
    ),
    "mean-over-all": edit(
        ".sum(dim=1).mean()",
        ".mean()",
        "The divergence is averaged over the classes as well: C times too small.",
        "散度连类别也取了平均：小了 C 倍。",
    ),
    "weights-exchanged": edit(
        "self.alpha * self.temperature**2 * soft + (1 - self.alpha) * hard",
        "(1 - self.alpha) * self.temperature**2 * soft + self.alpha * hard",
        "The two weights are exchanged.",
        "两个权重对调了。",
    ),
}
