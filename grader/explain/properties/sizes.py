# ruff: noqa: E501 (a sentence in two languages)
"""For which sizes of the inputs the learner's result is right."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both

_Dims = dict[str, int]
#: So many sizes of each dimension are asked, from the least one and from one more; of more
#: dimensions fewer, so that there are no more combinations than this.
_SIZES, _MOST = 4, 64
#: Inputs of each size, which have to be of one mind; and the sizes needed on either side.
_EACH, _SEEN = 2, 3


class _Kind(NamedTuple):
    id: str
    holds: Callable[[_Dims], bool]
    en: str
    zh: str
    other_en: str
    other_zh: str


def sizes(both: Both) -> Named | None:
    """A relation of the sizes that decides whether the result is right, whatever is in it."""
    names = both.signature.dims
    for more in (0, 1) if names else ():
        asked = list(_grid(both, more))
        values = [
            (both.drawn(dims, "sizes", number), both.init)
            for dims in asked
            for number in range(_EACH)
        ]
        pairs = both.ask(values)
        if any(pair.right is None for pair in pairs):
            continue
        each = [
            {pair.agree for pair in pairs[_EACH * n : _EACH * (n + 1)]} for n in range(len(asked))
        ]
        if any(len(one) > 1 for one in each):
            continue  # something else decides too
        wrong = [one == {False} for one in each]
        if not _SEEN <= sum(wrong) <= len(wrong) - _SEEN:
            continue
        for kind in _kinds(names):
            if [kind.holds(dims) for dims in asked] == wrong:
                return Named(f"wrong-where-{kind.id}", Text(
                    f"What decides is the size of the inputs: where {kind.en} your result is wrong, "
                    f"where {kind.other_en} it is right.",
                    f"决定对错的是输入的大小：{kind.zh}时你的结果不对，{kind.other_zh}时是对的。"))  # fmt: skip
    return None


def _grid(both: Both, more: int) -> Iterator[_Dims]:
    names = both.signature.dims
    many = next(n for n in range(_SIZES, 0, -1) if n ** len(names) <= _MOST or n == 1)
    starts = [both.spec.least.get(name, 1) + more for name in names]
    ranges = [range(start, start + many) for start in starts]
    for chosen in itertools.product(*ranges):
        yield dict(zip(names, chosen, strict=True))


def _kinds(names: list[str]) -> Iterator[_Kind]:
    for one in names:
        for other in names:
            if one < other:
                yield _Kind(f"{one}-is-{other}", lambda d, a=one, b=other: d[a] == d[b],  # type: ignore[misc]
                            f"{one} = {other}", f"{one} = {other} ", "they differ", "二者不等")  # fmt: skip
                yield _Kind(f"{one}-is-not-{other}", lambda d, a=one, b=other: d[a] != d[b],  # type: ignore[misc]
                            f"{one} and {other} differ", f"{one} 与 {other} 不等",
                            "they are equal", "相等")  # fmt: skip
            if one != other:
                yield _Kind(f"{one}-above-{other}", lambda d, a=one, b=other: d[a] > d[b],  # type: ignore[misc]
                            f"{one} > {other}", f"{one} > {other} ", "it is not", "不然")  # fmt: skip
                yield _Kind(f"{one}-up-to-{other}", lambda d, a=one, b=other: d[a] <= d[b],  # type: ignore[misc]
                            f"{one} <= {other}", f"{one} <= {other} ", "it is not", "不然")  # fmt: skip
        for bound in (1, 2, 3):
            yield _Kind(f"{one}-above-{bound}", lambda d, a=one, b=bound: d[a] > b,  # type: ignore[misc]
                        f"{one} > {bound}", f"{one} > {bound} ", "it is not", "不然")  # fmt: skip
            yield _Kind(f"{one}-up-to-{bound}", lambda d, a=one, b=bound: d[a] <= b,  # type: ignore[misc]
                        f"{one} <= {bound}", f"{one} <= {bound} ", "it is not", "不然")  # fmt: skip
