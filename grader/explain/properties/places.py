# ruff: noqa: E501 (a sentence in two languages)
"""On which inputs, settings and results the learner's numbers are the right ones."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, close
from grader.explain.properties.sides import Side, sides
from grader.inputs import Inputs

#: Small inputs that are asked about, and how many at least have to be right, and wrong.
_SMALL, _EACH = 96, 5
#: The share of the others on which a result that is right on one side is wrong.
_MANY = 0.4


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


def inputs(both: Both) -> Named | None:
    """What the inputs have in common on which the result is wrong, where it is right on others."""
    for drawn, wrong in _judged(both):
        for side in sides(both, drawn):
            if torch.equal(side.holds, wrong):
                return _told(side, "wrong", "不对", "right", "是对的")
            if torch.equal(side.holds, ~wrong):
                return _told(side, "right", "是对的", "wrong", "不对")
    return None


def mostly(both: Both) -> Named | None:
    """A side of the inputs on which the result is always right, where it is wrong on many of the
    others. Weaker than :func:`inputs`, so no number is chosen to fit."""
    for drawn, wrong in _judged(both):
        for side in sides(both, drawn):
            if not side.plain or not _EACH <= int(side.holds.sum()) <= len(drawn) - _EACH:
                continue
            for id_, here in ((f"right-where-{side.id}", side),
                              (f"right-unless-{side.id}", side.turned())):  # fmt: skip
                of, bad = int((~here.holds).sum()), int(wrong[~here.holds].sum())
                if bool(wrong[here.holds].any()) or bad < _MANY * of:
                    continue
                if not any(word in here.en for word in ("`", "|")):  # "it is not" names nothing
                    continue
                return Named(id_, Text(
                    f"On small inputs your result is right wherever {here.en}; where {here.other_en}, it "
                    f"is wrong in {bad} of {of}.",
                    f"在小的输入上，只要{here.zh}，你的结果就是对的；{here.other_zh}时，{of} 个里有 {bad} 个不对。"))  # fmt: skip
    return None


def _judged(both: Both) -> Iterator[tuple[list[Inputs], torch.Tensor]]:
    """Small inputs, and on which of them the result is wrong, where it is on some and not on all."""
    dims = {n: both.spec.least.get(n, 1) for n in both.signature.dims}
    for smallest in dict.fromkeys((tuple(dims.items()), tuple((n, max(2, d)) for n, d in
                                                              dims.items()))):  # fmt: skip
        drawn = [both.drawn(dict(smallest), "small", number) for number in range(_SMALL)]
        pairs = both.ask([(values, both.init) for values in drawn])
        if not all(pair.right is not None for pair in pairs):
            continue
        wrong = torch.tensor([not pair.agree for pair in pairs])
        if _EACH <= int(wrong.sum()) <= _SMALL - _EACH:
            yield drawn, wrong


def _told(side: Side, here: str, here_zh: str, there: str, there_zh: str) -> Named:
    return Named(f"{here}-where-{side.id}", Text(
        f"On small inputs your result is {here} where {side.en}, and {there} where {side.other_en}.",
        f"在小的输入上，{side.zh}时你的结果{here_zh}，{side.other_zh}时{there_zh}。"))  # fmt: skip
