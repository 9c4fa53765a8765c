# ruff: noqa: E501 (a sentence in two languages)
"""Ways to part small inputs in two: by the value of an argument, or of two beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch

from grader.explain.properties.both import Both
from grader.failure import figure
from grader.inputs import Inputs


class Side(NamedTuple):
    id: str
    holds: torch.Tensor
    """Of each small input whether it is on this side."""
    en: str
    zh: str
    other_en: str
    other_zh: str
    plain: bool = False
    """Whether it needs no number that was chosen to fit."""

    def turned(self) -> Side:
        """The other side."""
        return self._replace(
            holds=~self.holds,
            en=self.other_en,
            zh=self.other_zh,
            other_en=self.en,
            other_zh=self.zh,
        )


def sides(both: Both, drawn: list[Inputs]) -> Iterator[Side]:
    """Ways to part the inputs in two: by the value of an argument, or of two beside each other."""
    flat = {a.name: torch.stack([v[a.name].double().flatten() for v in drawn])
            for a in both.tensors if all(v[a.name].numel() for v in drawn)
            and len({v[a.name].numel() for v in drawn}) == 1}  # fmt: skip
    for name, value in flat.items():
        kind = both.signature.argument(name).kind
        if kind in ("binary", "one-hot", "flags", "mask"):
            yield Side(f"{name}-is-0", (value == 0).all(1), f"`{name}` is 0", f"`{name}` 为 0",
                       f"a 1 is in `{name}`", f"`{name}` 中有 1", plain=True)  # fmt: skip
            yield Side(f"{name}-is-1", (value == 1).all(1), f"`{name}` is 1", f"`{name}` 为 1",
                       f"a 0 is in `{name}`", f"`{name}` 中有 0", plain=True)  # fmt: skip
        else:
            yield from _by_value(name, value)
    names = list(flat)
    for place, one in enumerate(names):
        for two in names[place + 1 :]:
            if flat[one].shape == flat[two].shape:
                yield from _by_two(one, two, flat[one], flat[two])


def _by_value(name: str, value: torch.Tensor) -> Iterator[Side]:
    yield Side(f"{name}-positive", (value > 0).all(1), f"`{name}` is positive", f"`{name}` 为正",
               f"`{name}` is not", f"`{name}` 不全为正", plain=True)  # fmt: skip
    yield Side(f"{name}-negative", (value < 0).all(1), f"`{name}` is negative", f"`{name}` 为负",
               f"`{name}` is not", f"`{name}` 不全为负", plain=True)  # fmt: skip
    if value.shape[1] > 1:
        ordered = value.sort(1).values
        tied = (ordered[:, 1:] == ordered[:, :-1]).any(1)
        yield Side(f"{name}-tied", tied, f"two entries of `{name}` are equal",
                   f"`{name}` 中有两个元素相等", "no two are", "没有相等的元素", plain=True)  # fmt: skip
    for end, en, zh, ascending in (
        (value.amax(1), "largest", "最大", True),
        (value.abs().amax(1), "largest (without its sign)", "绝对值最大", True),
        (value.amin(1), "smallest", "最小", False),
    ):
        for number in end.sort().values[1:-1].tolist():
            holds = end > number
            at = figure(float(f"{number:.3g}"))
            if value.shape[1] == 1:
                bare = "`" + name + "`" if "sign" not in en else f"|{name}|"
                yield Side(f"{name}-large", holds, f"{bare} is above about {at}",
                            f"{bare} 大于约 {at} ", f"{bare} is below", f"{bare} 较小")  # fmt: skip
            elif ascending or number:
                yield Side(f"{name}-{en.split()[0]}", holds,
                            f"the {en} entry of `{name}` is above about {at}",
                            f"`{name}` 的{zh}元素大于约 {at} ",
                            "it is below", "它较小")  # fmt: skip


def _by_two(one: str, two: str, first: torch.Tensor, second: torch.Tensor) -> Iterator[Side]:
    yield Side(f"{one}-above-{two}", (first > second).all(1), f"`{one}` is above `{two}`",
                f"`{one}` 大于 `{two}`", "it is not", "不是这样", plain=True)  # fmt: skip
    yield Side(f"{one}-below-{two}", (first < second).all(1), f"`{one}` is below `{two}`",
                f"`{one}` 小于 `{two}`", "it is not", "不是这样", plain=True)  # fmt: skip
    yield Side(f"{one}-and-{two}-of-one-sign", (first * second > 0).all(1),
               f"`{one}` and `{two}` have the same sign", f"`{one}` 与 `{two}` 同号",
               "they have not", "不同号", plain=True)  # fmt: skip
    yield Side(f"{one}-equals-{two}", (first == second).any(1),
               f"an entry of `{one}` equals that of `{two}`", f"`{one}` 与 `{two}` 有元素相等",
               "none does", "没有", plain=True)  # fmt: skip
    apart = (first - second).abs().amax(1)
    for number in apart.sort().values[1:-1].tolist():
        at = figure(float(f"{number:.3g}"))
        yield Side(f"{one}-far-from-{two}", apart > number,
                    f"`{one}` and `{two}` are more than about {at} apart",
                    f"`{one}` 与 `{two}` 相差超过约 {at} ", "they are closer", "更接近")  # fmt: skip
