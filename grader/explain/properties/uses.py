"""Arguments and parameters that the learner's result does not depend on."""

from __future__ import annotations

import torch

from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, Pair, equal
from grader.solution import Results


def unused(both: Both) -> Named | None:
    """An argument, or a parameter, that changes the right result and never the learner's."""
    first, others = both.bases[0], both.bases[1:]
    for argument in both.tensors:
        name = argument.name
        asked = [{**first, name: other[name]} for other in others]
        pairs = [both.at_bases[0], *both.ask([(values, both.init) for values in asked])]
        if _only_right_moves(pairs):
            return _unused(name)
    for parameter in both.signature.init:
        settings = [{**both.init, parameter.name: value} for value in parameter.values]
        if _only_right_moves(both.ask([(first, init) for init in settings])):
            return _unused(parameter.name)
    return None


def _only_right_moves(pairs: list[Pair]) -> bool:
    if len(pairs) < 2 or not all(pair.whole for pair in pairs):
        return False
    first, *others = pairs
    stays = all(_identical(first.got, pair.got) for pair in others)
    return stays and any(not equal(first.right, pair.right) for pair in others)


def _identical(one: Results | None, other: Results | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    return all(map(torch.equal, one, other))


def _unused(name: str) -> Named:
    return Named(f"{name}-unused", Text(
        f"Your result does not depend on `{name}`: with other values there it stays the same. "
        "The right one changes.",
        f"你的结果与 `{name}` 无关：换成别的值也不变，而正确的结果会变。"))  # fmt: skip
