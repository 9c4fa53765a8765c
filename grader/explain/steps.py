"""Finds the last reference step the learner's values reached, and the line where they leave.

The values of every torch call in one forward are matched, up to layout, against the reference's
named steps: whole, or row by row or element by element where the learner loops. A step with the
opposite sign is said to be so. Only steps that were really seen are reported; for another route
that shares none it stays silent.
"""

from __future__ import annotations

import torch

from exercises.texts import Text
from grader import inputs
from grader.case import Case
from grader.inputs import cast
from grader.proxy import Call
from grader.verdict import Step

_RELATIVE = 1e-9
_Event = tuple[int, str, torch.Tensor]


def first_wrong(case: Case, lang: str) -> Step | None:
    """The last step reached and the line after it, or None when no step was seen."""
    dims = case.spec.sizes[-1]
    random = inputs.generator(case.seed, case.spec.id, "steps")
    values = inputs.draw(case.spec, dims, random)
    init = case.settings()[0]
    (answer,) = case.candidate.ask(Call(cast(values, torch.float64), init, trace=True))
    events = [e for e in answer.trace if e[2].numel()]
    if not events:
        return None
    expected = case.solution.steps(cast(values, torch.float64), init)
    given = [v.double() for v in values.values() if isinstance(v, torch.Tensor)]
    reached: tuple[str, int, float] | None = None
    names = [n for n in case.spec.steps if n in expected]
    for name in names:
        if any(_same(expected[name], one) for one in given):
            continue  # an input as it came in shows nothing
        for sign in (1.0, -1.0):
            seen = _seen_at(sign * expected[name].double(), events)
            if seen is not None and (reached is None or seen >= reached[1]):
                reached = (name, seen, sign)
            if seen is not None:
                break
    if reached is None:
        return None
    return _described(case, names, *reached, events, lang)


def _described(
    case: Case,
    names: list[str],
    name: str,
    index: int,
    sign: float,
    events: list[_Event],
    lang: str,
) -> Step:
    line = events[index][0]
    called = case.spec.steps[name]
    later = names[names.index(name) + 1 :]
    next_text = case.spec.steps[later[0]] if later else _RESULT
    after = next((e[0] for e in events[index + 1 :] if e[0] != line), None)
    if lang == "zh":
        opposite = "（符号相反）" if sign < 0 else ""
        text = f"第 {line} 行：到这里你已得到{called.in_('zh')}{opposite}；"
        text += f"参考实现接下来是{next_text.in_('zh')}"
        text += f"，而第 {after} 行走了另一条路。" if after else "，这一步你的数值不同。"
    else:
        opposite = ", with the opposite sign" if sign < 0 else ""
        text = f"line {line}: up to here you have {called.en}{opposite}; "
        text += f"the reference next has {next_text.en}"
        text += f", line {after} goes another way." if after else ", your value there differs."
    return Step(name=name, line=line, text=text, wrong_line=after)


_RESULT = Text(en="the loss itself", zh="损失本身")


def _seen_at(step: torch.Tensor, events: list[_Event]) -> int | None:
    """The index of the event at which the whole step had been computed; None if it never was."""
    for index, (_, _, value) in enumerate(events):
        if _same(step, value):
            return index
    if step.dim() == 0:
        return None
    for parts in (list(step), list(step.flatten()) if step.dim() > 1 else []):
        found = _parts_at(parts, events)
        if found is not None:
            return found
    return None


def _parts_at(parts: list[torch.Tensor], events: list[_Event]) -> int | None:
    """The event that completes a step computed piece by piece in a loop."""
    if len(parts) < 2:
        return None
    last, left = None, list(parts)
    for index, (_, _, value) in enumerate(events):
        for place, part in enumerate(left):
            if _same(part, value):
                del left[place]
                last = index
                break
        if not left:
            return last
    return None


def _same(step: torch.Tensor, value: torch.Tensor) -> bool:
    """Equal up to layout (reshaped, transposed); the sign has to be the same."""
    if step.numel() != value.numel():
        return False
    one, other = step.double().flatten(), value.double().flatten()
    others = [other]
    if value.dim() == 2:
        others.append(value.double().t().flatten())
    size = float(one.abs().max()) + 1e-12
    return any(torch.allclose(one, o, rtol=_RELATIVE, atol=_RELATIVE * size) for o in others)
