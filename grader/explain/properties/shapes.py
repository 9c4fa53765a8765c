# ruff: noqa: E501 (a sentence in two languages)
"""A result of another shape than was promised, in the names of the dimensions."""

from __future__ import annotations

import torch

from exercises.given import dims
from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, close


def shape(both: Both) -> Named | None:
    """Which axes the result has too many or too few of."""
    sizes = {3 + place: name for place, name in enumerate(both.signature.dims)}
    if any(both.spec.least.get(name, 1) > size for size, name in sizes.items()):
        return None
    first = both.at_bases[0]
    if first.got is None or len(first.got) != len(both.signature.returns):
        return None
    for got, result in zip(first.got, both.signature.returns, strict=True):
        wanted = [str(dim) for dim in result.shape]
        have = [sizes.get(size, str(size)) for size in got.shape]
        if have == wanted or any(not dim.isidentifier() and dim != "1" for dim in have + wanted):
            continue
        return _said(have, wanted)
    return None


def part(both: Both) -> Named | None:
    """Results with entries too many or too few along an axis, the others of which are right."""
    found: set[tuple[str, str]] = set()
    for pair in both.at_bases:
        if pair.got is None or pair.right is None or len(pair.got) != len(pair.right):
            return None
        for got, right in zip(pair.got, pair.right, strict=True):
            if got.shape != right.shape:
                one = _surplus(got, right)
                if one is None:
                    return None
                found.add(one)
    if len(found) != 1:
        return None
    ((end, many),) = found
    where, where_zh = ("last", "末尾") if end == "last" else ("first", "开头")
    if many == "more":
        return Named(f"{end}-too-many", Text(
            f"Your result is longer than the right one. What both have is right: the {where} entries are "
            "too many.",
            f"你的结果比正确的长。两者共有的部分是对的：{where_zh}多出了几个元素。"))  # fmt: skip
    return Named(f"{end}-missing", Text(
        f"Your result is shorter than the right one. What both have is right: the {where} entries are "
        "missing.",
        f"你的结果比正确的短。两者共有的部分是对的：{where_zh}少了几个元素。"))  # fmt: skip


def _surplus(got: torch.Tensor, right: torch.Tensor) -> tuple[str, str] | None:
    """At which end, and whether more or fewer; None where what both have is not the same."""
    if got.dim() != right.dim() or not got.dim():
        return None
    apart = [a - b for a, b in zip(got.shape, right.shape, strict=True)]
    if not (all(a >= 0 for a in apart) or all(a <= 0 for a in apart)):
        return None
    both = [min(a, b) for a, b in zip(got.shape, right.shape, strict=True)]
    if not all(both):
        return None
    many = "more" if any(a > 0 for a in apart) else "fewer"
    for end in ("last", "first"):
        one, other = (
            value[tuple(slice(size) if end == "last" else slice(whole - size, None)
                        for size, whole in zip(both, value.shape, strict=True))]
            for value in (got, right)
        )  # fmt: skip
        if close(one, other):
            return end, many
    return None


def _said(have: list[str], wanted: list[str]) -> Named | None:
    shown, meant = dims(list(have)), dims(list(wanted)) if wanted else "a single number"
    meant_zh = dims(list(wanted)) if wanted else "一个数"
    en = f"Your result has the shape {shown} where {meant} is promised: "
    zh = f"你的结果形状是 {shown}，而约定的是{meant_zh}："
    left = [dim for dim in have if dim != "1"]
    if left == [dim for dim in wanted if dim != "1"]:
        return Named("axis-of-one", Text(
            en + "an axis of size 1 is kept, or lost, by a reduction or an index.",
            zh + "某次归约或索引多留（或丢掉）了一个大小为 1 的维度。"))  # fmt: skip
    if any(left.count(dim) > max(1, wanted.count(dim)) for dim in left):
        return Named("every-pair-of", Text(
            en + "an axis appears twice, so that every entry along it meets every other.",
            zh + "同一个维度出现了两次，沿它的每个元素与其他所有元素都配了对。"))  # fmt: skip
    if set(wanted) < set(left):
        more = ", ".join(dim for dim in left if dim not in wanted)
        return Named("axes-left", Text(
            en + f"nothing sums or averages over {more} at the end.",
            zh + f"最后没有沿 {more} 求和或求平均。"))  # fmt: skip
    if set(left) < set(wanted):
        less = ", ".join(dim for dim in wanted if dim not in left)
        return Named("axes-gone", Text(
            en + f"the axis {less} was reduced, though each entry along it has its own result.",
            zh + f"维度 {less} 被归约掉了，而沿它的每个元素都应有自己的结果。"))  # fmt: skip
    return None
