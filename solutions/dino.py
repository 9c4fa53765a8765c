"""DINO loss of two views: cross-entropy of the student under a centered, sharpened teacher.

Caron et al.: Emerging Properties in Self-Supervised Vision Transformers (2021)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit


class MyDINOLoss(nn.Module):
    """DINO loss of the logits [N, K] of student and teacher for two views, with a center [K]."""

    def __init__(self, student_temperature: float, teacher_temperature: float) -> None:
        super().__init__()
        self.student_temperature = student_temperature
        self.teacher_temperature = teacher_temperature

    def forward(
        self,
        student_a: Tensor,
        student_b: Tensor,
        teacher_a: Tensor,
        teacher_b: Tensor,
        center: Tensor,
    ) -> Tensor:
        with torch.no_grad():
            target_a = torch.softmax((teacher_a - center) / self.teacher_temperature, dim=1)
            target_b = torch.softmax((teacher_b - center) / self.teacher_temperature, dim=1)
        log_a = torch.log_softmax(student_a / self.student_temperature, dim=1)
        log_b = torch.log_softmax(student_b / self.student_temperature, dim=1)
        return -(target_a * log_b + target_b * log_a).sum(dim=1).mean() / 2


def oracle(
    student_a: Tensor,
    student_b: Tensor,
    teacher_a: Tensor,
    teacher_b: Tensor,
    center: Tensor,
    *,
    student_temperature: float,
    teacher_temperature: float,
) -> Tensor:
    """PyTorch's own cross-entropy with probabilities as targets, both views as one batch of 2N."""
    logits = torch.cat([student_b, student_a]) / student_temperature
    teacher = torch.cat([teacher_a, teacher_b]).detach() - center.detach()
    return F.cross_entropy(logits, F.softmax(teacher / teacher_temperature, dim=1))


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Teachers that are unsure between a few entries; or, at times, whole numbers so far apart that
    an exponential of them overflows in float32, and center them without rounding."""
    n, k = sizes["N"], sizes["K"]
    names = ("student_a", "student_b", "teacher_a", "teacher_b")
    found = {name: 0.5 * draw.kind("values", n, k) for name in names}
    found["center"] = 0.3 * draw.kind("values", k)
    if bool(draw.coin(chance=0.3)):
        for name in names[2:]:
            found[name] = draw.whole(-12, 12, n, k).double()
        found["center"] = draw.whole(-4, 4, k).double() / 2
    return found


WRONG = {
    "same-view": edit(
        "target_a * log_b + target_b * log_a",
        "target_a * log_a + target_b * log_b",
        "Student and teacher look at the same view. What is to be learned is that both views are of one image.",
        "学生和教师看的是同一个视图。要学的正是两个视图出自同一幅图像。",
    ),
    "one-direction": edit(
        "target_a * log_b + target_b * log_a",
        "2 * target_a * log_b + 0 * target_b * log_a",
        "Only the second view of the student learns. Each view is to predict the other.",
        "只有学生的第二个视图在学习；两个视图要互相预测。",
    ),
    "directions-added": edit(
        ".sum(dim=1).mean() / 2",
        ".sum(dim=1).mean()",
        "The two directions are added; they are averaged here.",
        "两个方向相加了；这里应当取平均。",
    ),
    "center-added": edit(
        "(teacher_a - center) / self.teacher_temperature, dim=1)\n            target_b = torch.softmax((teacher_b - center)",
        "(teacher_a + center) / self.teacher_temperature, dim=1)\n            target_b = torch.softmax((teacher_b + center)",
        "The center is added. That favours the entries which the teacher favours anyway, until only one is left.",
        "加上了中心。教师本来偏爱的分量会更受偏爱，直到只剩一个。",
    ),
    "not-centered": edit(
        "(teacher_a - center) / self.teacher_temperature, dim=1)\n            target_b = torch.softmax((teacher_b - center)",
        "(teacher_a - 0 * center) / self.teacher_temperature, dim=1)\n            target_b = torch.softmax((teacher_b - 0 * center)",
        "The teacher is not centered: nothing keeps it from giving the same entry to all images.",
        "教师没有减去中心：没有什么能防止它给所有图像同一个分量。",
    ),
    "centered-after-the-temperature": edit(
        "(teacher_a - center) / self.teacher_temperature, dim=1)\n            target_b = torch.softmax((teacher_b - center) / self.teacher_temperature",
        "teacher_a / self.teacher_temperature - center, dim=1)\n            target_b = torch.softmax(teacher_b / self.teacher_temperature - center",
        "The center is taken off after the division by the temperature, where it hardly counts any more.",
        "除以温度之后才减去中心，这时中心几乎不起作用。",
    ),
    "student-centered-too": edit(
        "student_a / self.student_temperature, dim=1)\n        log_b = torch.log_softmax(student_b / self.student_temperature",
        "(student_a - center.detach()) / self.student_temperature, dim=1)\n        log_b = torch.log_softmax((student_b - center.detach()) / self.student_temperature",
        "The student is centered as well. Then both shift alike, and the center no longer keeps the outputs apart.",
        "学生也减去了中心。两边一起平移，中心就起不到防止坍缩的作用。",
    ),
    "temperatures-exchanged": edit(
        "self.student_temperature = student_temperature\n        self.teacher_temperature = teacher_temperature",
        "self.student_temperature = teacher_temperature\n        self.teacher_temperature = student_temperature",
        "The temperatures have each other's place. The teacher has to be the sharper one, or the student has nothing to learn from it.",
        "两个温度对调了。教师必须更尖锐，否则学生学不到东西。",
    ),
    "entropy-taken-off": edit(
        "(target_a * log_b + target_b * log_a).sum(dim=1).mean() / 2",
        "(target_a * log_b + target_b * log_a - torch.special.xlogy(target_a, target_a) - torch.special.xlogy(target_b, target_b)).sum(dim=1).mean() / 2",
        "That is the divergence: the teacher's entropy is taken off. The gradient is the same, the value is not.",
        "这是散度：减去了教师的熵。梯度相同，数值不同。",
    ),
    "through-probabilities": edit(
        "torch.log_softmax(student_a / self.student_temperature, dim=1)\n        log_b = torch.log_softmax(student_b / self.student_temperature, dim=1)",
        "(torch.softmax(student_a / self.student_temperature, dim=1) + 1e-6).log()\n        log_b = (torch.softmax(student_b / self.student_temperature, dim=1) + 1e-6).log()",
        "The logarithm is taken of probabilities, kept from 0 by an epsilon. At a temperature of 0.1 they are that small often, and the loss stops growing.",
        "先算概率再取对数，靠 epsilon 避开 0。温度为 0.1 时概率经常这么小，损失就不再增大。",
    ),
}
