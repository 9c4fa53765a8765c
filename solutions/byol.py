"""BYOL loss of two views, both directions added, mean over samples."""

import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def byol_loss(
    prediction_a: Tensor, prediction_b: Tensor, target_a: Tensor, target_b: Tensor
) -> Tensor:
    """BYOL loss of predictions and targets [N, D] of two views."""
    p_a, p_b = F.normalize(prediction_a, dim=1), F.normalize(prediction_b, dim=1)
    z_a, z_b = F.normalize(target_a.detach(), dim=1), F.normalize(target_b.detach(), dim=1)
    first = (p_a * z_b).sum(dim=1)
    second = (p_b * z_a).sum(dim=1)
    return (4 - 2 * first - 2 * second).mean()


def oracle(
    prediction_a: Tensor, prediction_b: Tensor, target_a: Tensor, target_b: Tensor
) -> Tensor:
    """As squared distances of vectors of length 1."""

    def apart(p: Tensor, z: Tensor) -> Tensor:
        z = z.detach()
        return (p / p.norm(dim=1, keepdim=True) - z / z.norm(dim=1, keepdim=True)).pow(2).sum(1)

    return (apart(prediction_a, target_b) + apart(prediction_b, target_a)).mean()


WRONG = {
    "same-view": edit(
        "(p_a * z_b)",
        "(p_a * z_a)",
        "The first view predicts its own target; it is to predict that of the other view.",
        "第一个视图预测了自己的目标；应当预测另一个视图的。",
    ),
    "one-direction": edit(
        "4 - 2 * first - 2 * second",
        "2 - 2 * first + 0 * second",
        "Only the first view predicts; both do.",
        "只有第一个视图在预测；两个都要。",
    ),
    "halved": edit(
        "(4 - 2 * first - 2 * second).mean()",
        "(2 - first - second).mean()",
        "The directions are averaged; here they are added.",
        "两个方向取了平均；这里应当相加。",
    ),
    "not-normalised": edit(
        "F.normalize(prediction_a, dim=1), F.normalize(prediction_b, dim=1)",
        "prediction_a, prediction_b",
        "The predictions are not normalised.",
        "预测没有归一化。",
    ),
    "constant-missing": edit(
        "4 - 2 * first - 2 * second",
        "-2 * first - 2 * second",
        "The constant is missing: the gradient is the same, the value is not.",
        "少了常数：梯度相同，数值不同。",
    ),
    "sign-reversed": edit(
        "4 - 2 * first - 2 * second",
        "4 + 2 * first + 2 * second",
        "The sign is reversed: predictions are driven away from their targets.",
        "符号反了：预测会被推离目标。",
    ),
}
