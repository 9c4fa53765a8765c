"""Distillation of features: squared distance of directions, the student's through a linear layer.

Romero et al.: FitNets, Hints for Thin Deep Nets (2015), with both features normalised."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def feature_distillation(student: Tensor, teacher: Tensor, projection: Tensor) -> Tensor:
    """Mean over samples of the squared distance of features of length 1: the student's [N, S]
    through a projection [D, S], and the teacher's [N, D]."""
    projected = student @ projection.T
    apart = F.normalize(projected, dim=1) - F.normalize(teacher.detach(), dim=1)
    return apart.square().sum(dim=1).mean()


def oracle(student: Tensor, teacher: Tensor, projection: Tensor) -> Tensor:
    """Two less twice the cosine, of norms and products."""
    wanted = torch.einsum("ns,ds->nd", student, projection)
    teacher = teacher.detach()
    lengths = torch.linalg.vector_norm(wanted, dim=1) * torch.linalg.vector_norm(teacher, dim=1)
    return (2 - 2 * torch.linalg.vecdot(wanted, teacher) / lengths).mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Projected features that are not nearly 0, where a direction is all rounding."""
    student = draw.kind("values", sizes["N"], sizes["S"])
    projection = draw.kind("weights", sizes["D"], sizes["S"])
    for _ in range(60):
        short = (student @ projection.T).norm(dim=1, keepdim=True) < 0.2
        student = torch.where(short, draw.kind("values", sizes["N"], sizes["S"]), student)
    return {"student": student, "projection": projection}


WRONG = {
    "not-normalised": edit(
        "F.normalize(projected, dim=1) - F.normalize(teacher.detach(), dim=1)",
        "projected - teacher.detach()",
        "The features are compared as they are: those that are long decide everything. Both are brought to length 1 first.",
        "直接比较了原始特征：长的特征会决定一切。两边都要先归一到长度 1。",
    ),
    "student-not-normalised": edit(
        "F.normalize(projected, dim=1)",
        "projected",
        "Only the teacher's features have length 1: the student has to learn a length too.",
        "只归一化了教师：学生还得去凑长度。",
    ),
    "normalised-before": edit(
        "student @ projection.T\n    apart = F.normalize(projected, dim=1)",
        "F.normalize(student, dim=1) @ projection.T\n    apart = projected",
        "The student's features are normalised before the layer; what comes out of it has any length again.",
        "归一化做在了线性层之前；过了线性层，长度又是任意的了。",
    ),
    "over-samples": edit(
        "F.normalize(projected, dim=1) - F.normalize(teacher.detach(), dim=1)",
        "F.normalize(projected, dim=0) - F.normalize(teacher.detach(), dim=0)",
        "Each feature is normalised over the batch; each sample's vector is to have length 1.",
        "归一化沿批次方向做了；应当让每个样本的向量长度为 1。",
    ),
    "mean-over-features": edit(
        ".sum(dim=1).mean()",
        ".mean()",
        "The squares are averaged over the features too: D times too small.",
        "对特征也取了平均：小了 D 倍。",
    ),
    "distance": edit(
        "apart.square().sum(dim=1).mean()",
        "apart.norm(dim=1).mean()",
        "The distance is not squared; its gradient does not fade as the directions meet.",
        "距离没有平方；方向接近时梯度不会变小。",
    ),
    "halved": edit(
        "apart.square().sum(dim=1).mean()",
        "apart.square().sum(dim=1).mean() / 2",
        "The half of the hint loss of FitNets; here there is none.",
        "多了 FitNets 里的二分之一；这里没有。",
    ),
    "cosine": edit(
        "apart.square().sum(dim=1).mean()",
        "(apart.square().sum(dim=1) / 2 - 1).mean()",
        "That is minus the cosine: the gradient is half as large and the loss goes to -1.",
        "这是负的余弦：梯度小了一半，最小值是 -1。",
    ),
    "layer-not-trained": edit(
        "student @ projection.T",
        "student @ projection.detach().T",
        "The layer gets no gradient. It is trained along, or the student is held to a random view of the teacher.",
        "线性层没有梯度。它要一起训练，否则学生只能迁就一个随机的投影。",
    ),
}
