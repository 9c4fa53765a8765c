# ruff: noqa: E501 (a sentence in two languages)
"""On which inputs, settings and results the learner's numbers are the right ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch

from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, close
from grader.failure import figure
from grader.inputs import Inputs

#: Small inputs that are asked about, and how many at least have to be right, and wrong.
_SMALL, _EACH = 48, 6


def results(both: Both) -> Named | None:
    """Of several results those that are right everywhere, where not all are."""
    names = [result.name for result in both.signature.returns]
    if len(names) < 2:
        return None
    asked = [(both.drawn(dims, "results"), both.init) for dims in both.spec.sizes]
    pairs = [*both.at_bases, *both.ask(asked)]
    right = set(range(len(names)))
    for pair in pairs:
        if pair.got is None or pair.right is None or len(pair.got) != len(names):
            return None
        right &= {n for n in right if close(pair.got[n], pair.right[n])}
    if not right or len(right) == len(names):
        return None
    good = [f"`{names[n]}`" for n in sorted(right)]
    bad = [f"`{name}`" for n, name in enumerate(names) if n not in right]
    return Named("wrong-" + "-".join(n.strip("`") for n in bad), Text(
        f"Of the results {' and '.join(good)} {'is' if len(good) == 1 else 'are'} right; "
        f"{' and '.join(bad)} {'is' if len(bad) == 1 else 'are'} not.",
        f"各个结果中{'、'.join(good)}是对的，不对的是{'、'.join(bad)}。"))  # fmt: skip


def settings(both: Both) -> Named | None:
    """One value of a parameter that decides whether the result is right."""
    init = both.case.settings()
    if len(init) < 2:
        return None
    pairs = both.ask([(values, one) for one in init for values in both.bases])
    size = len(both.bases)
    each = [{pair.agree for pair in pairs[size * n : size * (n + 1)]} for n in range(len(init))]
    if any(len(one) > 1 for one in each):
        return None  # something else than the setting decides too
    wrong = [one == {False} for one in each]
    if all(wrong) or not any(wrong):
        return None
    for parameter in both.signature.init:
        name = parameter.name
        for value in parameter.values:
            has = [one[name] == value for one in init]
            if has == wrong:
                return Named(f"wrong-at-{name}", Text(
                    f"With `{name}` = {value} your result is wrong, with all its other values "
                    "it is right.",
                    f"`{name}` 为 {value} 时你的结果不对，取其他值时都对。"))  # fmt: skip
            if has == [not one for one in wrong]:
                return Named(f"right-only-at-{name}", Text(
                    f"Only with `{name}` = {value} is your result right: with every other value it "
                    "is not.",
                    f"只有 `{name}` 为 {value} 时你的结果才对，取其他值时都不对。"))  # fmt: skip
    return None


class _Side(NamedTuple):
    id: str
    holds: torch.Tensor
    """Of each small input whether it is on this side."""
    en: str
    zh: str
    other_en: str
    other_zh: str


def inputs(both: Both) -> Named | None:
    """What the inputs have in common on which the result is wrong, where it is right on others."""
    dims = {n: both.spec.least.get(n, 1) for n in both.signature.dims}
    for smallest in dict.fromkeys((tuple(dims.items()), tuple((n, max(2, d)) for n, d in
                                                              dims.items()))):  # fmt: skip
        drawn = [both.drawn(dict(smallest), "small", number) for number in range(_SMALL)]
        pairs = both.ask([(values, both.init) for values in drawn])
        if not all(pair.right is not None for pair in pairs):
            continue
        wrong = torch.tensor([not pair.agree for pair in pairs])
        if not _EACH <= int(wrong.sum()) <= _SMALL - _EACH:
            continue
        for side in _sides(both, drawn):
            if torch.equal(side.holds, wrong):
                return _told(side, "wrong", "不对", "right", "是对的")
            if torch.equal(side.holds, ~wrong):
                return _told(side, "right", "是对的", "wrong", "不对")
    return None


def _told(side: _Side, here: str, here_zh: str, there: str, there_zh: str) -> Named:
    return Named(f"{here}-where-{side.id}", Text(
        f"On small inputs your result is {here} where {side.en}, and {there} where {side.other_en}.",
        f"在小的输入上，{side.zh}时你的结果{here_zh}，{side.other_zh}时{there_zh}。"))  # fmt: skip


def _sides(both: Both, drawn: list[Inputs]) -> Iterator[_Side]:
    """Ways to part the inputs in two: by the value of an argument, or of two beside each other."""
    flat = {a.name: torch.stack([v[a.name].double().flatten() for v in drawn])
            for a in both.tensors if all(v[a.name].numel() for v in drawn)
            and len({v[a.name].numel() for v in drawn}) == 1}  # fmt: skip
    for name, value in flat.items():
        kind = both.signature.argument(name).kind
        if kind in ("binary", "one-hot", "flags", "mask"):
            yield _Side(f"{name}-is-0", (value == 0).all(1), f"`{name}` is 0", f"`{name}` 为 0",
                        f"a 1 is in `{name}`", f"`{name}` 中有 1")  # fmt: skip
            yield _Side(f"{name}-is-1", (value == 1).all(1), f"`{name}` is 1", f"`{name}` 为 1",
                        f"a 0 is in `{name}`", f"`{name}` 中有 0")  # fmt: skip
        else:
            yield from _by_value(name, value)
    names = list(flat)
    for place, one in enumerate(names):
        for two in names[place + 1 :]:
            if flat[one].shape == flat[two].shape:
                yield from _by_two(one, two, flat[one], flat[two])


def _by_value(name: str, value: torch.Tensor) -> Iterator[_Side]:
    yield _Side(f"{name}-positive", (value > 0).all(1), f"`{name}` is positive", f"`{name}` 为正",
                f"`{name}` is not", f"`{name}` 不全为正")  # fmt: skip
    yield _Side(f"{name}-negative", (value < 0).all(1), f"`{name}` is negative", f"`{name}` 为负",
                f"`{name}` is not", f"`{name}` 不全为负")  # fmt: skip
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
                yield _Side(f"{name}-large", holds, f"{bare} is above about {at}",
                            f"{bare} 大于约 {at} ", f"{bare} is below", f"{bare} 较小")  # fmt: skip
            elif ascending or number:
                yield _Side(f"{name}-{en.split()[0]}", holds,
                            f"the {en} entry of `{name}` is above about {at}",
                            f"`{name}` 的{zh}元素大于约 {at} ",
                            "it is below", "它较小")  # fmt: skip


def _by_two(one: str, two: str, first: torch.Tensor, second: torch.Tensor) -> Iterator[_Side]:
    yield _Side(f"{one}-above-{two}", (first > second).all(1), f"`{one}` is above `{two}`",
                f"`{one}` 大于 `{two}`", "it is not", "不是这样")  # fmt: skip
    yield _Side(f"{one}-below-{two}", (first < second).all(1), f"`{one}` is below `{two}`",
                f"`{one}` 小于 `{two}`", "it is not", "不是这样")  # fmt: skip
    apart = (first - second).abs().amax(1)
    for number in apart.sort().values[1:-1].tolist():
        at = figure(float(f"{number:.3g}"))
        yield _Side(f"{one}-far-from-{two}", apart > number,
                    f"`{one}` and `{two}` are more than about {at} apart",
                    f"`{one}` 与 `{two}` 相差超过约 {at} ", "they are closer", "更接近")  # fmt: skip
