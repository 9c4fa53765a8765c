"""Arguments and parameters that the learner's result does not depend on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from exercises.texts import Text
from grader.case import Case
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, Pair, equal
from grader.inputs import Inputs
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


def unused_by(both: Both) -> Named | None:
    """Of several results one that an argument changes in the right ones, and never in the
    learner's."""
    names = [result.name for result in both.signature.returns]
    if len(names) < 2:
        return None
    first = both.bases[0]
    for argument in both.tensors:
        moved = [other[argument.name] for other in both.bases[1:]]
        if argument.dtype == "float" and argument.about.unbounded:
            moved += [3 * first[argument.name], 0.1 * first[argument.name]]
        asked = [({**first, argument.name: value}, both.init) for value in moved]
        pairs = [both.at_bases[0], *both.ask(asked)]
        if not all(pair.whole and len(pair.got or ()) == len(names) for pair in pairs):
            continue
        for place, name in enumerate(names):
            one = [Pair((pair.got[place],), (pair.right[place],)) for pair in pairs]  # type: ignore[index]
            if _only_right_moves(one):
                return Named(f"{name}-without-{argument.name}", Text(
                    f"Your `{name}` does not depend on `{argument.name}`. The right one does.",
                    f"你的 `{name}` 与 `{argument.name}` 无关，而正确的与它有关。"))  # fmt: skip
    return None


#: By what the other numbers are multiplied, and a parameter: what has no influence on ordinary
#: inputs (a hinge that is 0, a bound that is not reached) has one on others.
_COMPANY, _FAR = (1.0, 0.1, 3.0), (1e-3, 0.5, 1e3)


def nowhere_used(case: Case, found: str, turns: int) -> bool:
    """Whether what was found unused is so on fresh inputs, of other sizes and in every setting,
    moved far; the right result has to move in every one of the turns."""
    settings = case.few_settings()
    for turn in range(1, turns + 1):
        both = Both(case, turn, settings[turn % len(settings)])
        seen = False
        for factor in _COMPANY:
            for asked in _groups(both, found.removesuffix("-unused"), factor):
                first, *others = both.ask(asked)
                if first.got is None or first.right is None:
                    continue
                for other in others:
                    if other.got is not None and not _identical(first.got, other.got):
                        return False
                    right = other.right is not None and not equal(first.right, other.right)
                    seen = seen or (right and other.got is not None)
        if not seen:
            return False
    return True


def _groups(both: Both, name: str, factor: float) -> Iterator[list[tuple[Inputs, dict[str, Any]]]]:
    """Inputs that differ in the argument, or settings in the parameter, of that name only."""
    reals = {a.name for a in both.floats if a.about.unbounded}
    parameter = next((p for p in both.signature.init if p.name == name), None)
    for place, base in enumerate(both.bases):
        values = {n: factor * v if n in reals and n != name else v for n, v in base.items()}
        if parameter is not None:
            numbers = list(parameter.values)
            if parameter.dtype == "float":
                numbers += [float(both.init[name]) * far for far in _FAR]
            init = both.init
            yield [(values, init), *((values, {**init, name: value}) for value in numbers)]
            continue
        moved = [one[name] for one in both.bases[:place] + both.bases[place + 1 :]]
        if name in reals:
            moved += [3 * values[name], 0.1 * values[name]]
        fits = [m for m in moved if m.shape == values[name].shape]
        yield [(values, both.init), *(({**values, name: m}, both.init) for m in fits)]


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
