"""Clipped value loss, the worse of two squares with a half, mean over tokens."""

import torch
from torch import Tensor, nn

from solutions import Draw, edit


class MyValueLoss(nn.Module):
    """Value loss of values, old values and returns [B, T]."""

    def __init__(self, epsilon: float) -> None:
        super().__init__()
        self.epsilon = epsilon

    def forward(self, values: Tensor, old_values: Tensor, returns: Tensor, mask: Tensor) -> Tensor:
        old, target = old_values.detach(), returns.detach()
        clipped = old + (values - old).clamp(-self.epsilon, self.epsilon)
        worse = torch.maximum((values - target).square(), (clipped - target).square())
        return torch.where(mask, worse / 2, 0.0).sum() / mask.sum()


def oracle(
    values: Tensor, old_values: Tensor, returns: Tensor, mask: Tensor, *, epsilon: float
) -> Tensor:
    """By the distance from the return: the farther of value and bounded value."""
    old, target = old_values.detach()[mask], returns.detach()[mask]
    value = values[mask]
    bounded = torch.minimum(torch.maximum(value, old - epsilon), old + epsilon)
    far = (bounded - target).abs() > (value - target).abs()
    return torch.where(far, bounded - target, value - target).pow(2).mean() * 0.5


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Values that moved by less and by more than the clip."""
    old = draw.kind("values", sizes["B"], sizes["T"])
    return {"old_values": old, "values": old + 0.6 * draw.normal(sizes["B"], sizes["T"])}


WRONG = {
    "minimum": edit(
        "torch.maximum(",
        "torch.minimum(",
        "The better of the two squares is taken: a value that moved too far is let off.",
        "取了较小的平方：移动过头的价值反而被放过了。",
    ),
    "clipped-only": edit(
        "torch.maximum((values - target).square(), (clipped - target).square())",
        "(clipped - target).square()",
        "Only the clipped value is judged: one that moved too far gets no gradient back.",
        "只按截断后的价值计算：移动过头的得不到把它拉回来的梯度。",
    ),
    "not-clipped": edit(
        "torch.maximum((values - target).square(), (clipped - target).square())",
        "(values - target).square()",
        "Nothing is clipped: that is half of mean squared error.",
        "没有截断：这只是均方误差的一半。",
    ),
    "half-missing": edit(
        "worse / 2",
        "worse",
        "The half is missing.",
        "少了二分之一。",
    ),
    "value-clipped": edit(
        "old + (values - old).clamp(-self.epsilon, self.epsilon)",
        "values.clamp(-self.epsilon, self.epsilon)",
        "The value itself is clipped to plus or minus epsilon; it is its change that is.",
        "把价值本身截到了正负 epsilon；应当截断的是它的变化。",
    ),
    "padding-counted": edit(
        "torch.where(mask, worse / 2, 0.0)",
        "(worse / 2)",
        "Tokens behind the mask count too.",
        "掩码之外的词元也算进去了。",
    ),
}
