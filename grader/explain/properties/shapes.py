"""A result of another shape than was promised, in the names of the dimensions."""

from __future__ import annotations

from exercises.given import dims
from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both


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
