"""Finds the last reference step the learner's values reached, and the line where they leave.

The values of every torch call in one forward are matched, up to layout, against the reference's
named steps: whole, or row by row or element by element where the learner loops. A step with the
opposite sign is said to be so. Only steps that were really seen are reported, and a line is blamed
only where all it works on was right; for another route that shares no step it stays silent.
"""

from __future__ import annotations

from typing import Any

import torch

from exercises.spec import Spec
from exercises.texts import Text
from grader import inputs, tolerance
from grader.calls import Answer, Call, Event, as_one
from grader.case import Case
from grader.inputs import Inputs, cast
from grader.verdict import Step
from grader.wire import GIVEN

_RELATIVE = 1e-9


def first_wrong(case: Case, lang: str) -> Step | None:
    """The last step reached and the line after it, or None when no step was seen."""
    found = _where_wrong(case)
    if found is None:
        return None
    values, init = found
    (answer,) = case.candidate.ask(_asked(case, values, init, trace=True))
    events = [e if e.value.numel() else None for e in answer.trace]
    if not any(events):
        return None
    route = _Route(case, events, values, init)
    return route.described(lang)


def _where_wrong(case: Case) -> tuple[Inputs, dict[str, Any]] | None:
    """Moderate inputs at which the learner's answer is wrong: where it is right, no line is."""
    asked = []
    for size in _most_telling_first(case.spec):
        for init in case.few_settings():
            random = inputs.generator(case.seed, case.spec.id, "steps", size)
            values = inputs.draw(case.spec, case.spec.sizes[size], random)
            asked.append((cast(values, torch.float64), init))
    answers = case.candidate.ask(*(_asked(case, *one) for one in asked))
    for one, answer in zip(asked, answers, strict=True):
        if not _right(answer, as_one(case.expected(*one))) or not _slopes(case, answer, *one):
            return one
    return None


def _most_telling_first(spec: Spec) -> list[int]:
    """The places of the sizes: with a dimension of 1, or with two that are equal, a step may look
    like another, as a sum over one entry does."""

    def telling(number: int) -> tuple[bool, int, int]:
        dims = list(spec.sizes[number].values())
        return min(dims, default=2) > 1, len(set(dims)), number

    return sorted(range(len(spec.sizes)), key=telling, reverse=True)


def _asked(case: Case, values: Inputs, init: dict[str, Any], trace: bool = False) -> Call:
    """A call; where the backward is written by hand, with its gradients."""
    if case.spec.signature.kind == "autograd":
        return case.differentiated(values, init, trace=trace)
    return Call(values, init, trace=trace)


def _slopes(case: Case, answer: Answer, values: Inputs, init: dict[str, Any]) -> bool:
    """Whether a hand-written backward gives the right gradients; true where none is, or where it
    raised, which has a sentence of its own."""
    if case.spec.signature.kind != "autograd" or answer.status != "tensor":
        return True
    _, expected = case.expected_gradients(values, init)
    return answer.slopes_close(expected)


def _right(answer: Answer, expected: torch.Tensor) -> bool:
    got = answer.value
    return got is not None and tolerance.close(got.double(), expected)


class _Route:
    """The learner's events beside the reference's steps."""

    def __init__(
        self,
        case: Case,
        events: list[Event | None],
        values: Inputs,
        init: dict[str, Any],
    ) -> None:
        self.case, self.events = case, events
        expected = case.solution.steps(values, init)
        given = [v.double() for v in values.values() if isinstance(v, torch.Tensor)]
        self.names = [n for n in case.spec.steps if n in expected]
        self.right = {
            index
            for index, event in enumerate(events)
            if event and any(_same(one, event.value) for one in given)
        }
        self.seen: dict[str, tuple[int, int]] = {}  # by step: the event that completes it, sign
        for name in self.names:
            step = expected[name].double()
            if any(_same(step, one) for one in given):
                continue  # an input as it came in shows nothing
            for sign in (1, -1):
                found = _seen_in(sign * step, events)
                if found:
                    self.seen[name] = (max(found), sign)
                    self.right |= found if sign > 0 else set()
                    break

    def described(self, lang: str) -> Step | None:
        if not self.seen:
            return None
        name = max(self.seen, key=lambda n: (self.seen[n][0], self.names.index(n)))
        reached, sign = self.seen[name]
        event = self.events[reached]
        assert event is not None
        line, called = event.line, self.case.spec.steps[name]
        later = self.names[self.names.index(name) + 1 :]
        missing = next((n for n in later if n not in self.seen), None)
        following = self.case.spec.steps[missing] if missing else _RESULT
        after = self._leaves_at(reached)
        after = after if after != line else None
        if lang == "zh":
            opposite = "（符号相反）" if sign < 0 else ""
            text = f"第 {line} 行：到这里你已得到{called.in_('zh')}{opposite}；"
            text += f"参考实现接下来是{following.in_('zh')}"
            text += f"，而第 {after} 行走了另一条路。" if after else "，这一步你的数值不同。"
        else:
            opposite = ", with the opposite sign" if sign < 0 else ""
            text = f"line {line}: up to here you have {called.en}{opposite}; "
            text += f"the reference next has {following.en}"
            text += f", line {after} goes another way." if after else ", your value there differs."
        return Step(name=name, line=line, text=text, wrong_line=after)

    def _leaves_at(self, reached: int) -> int | None:
        """The line of the first event after the last step that makes something else of values
        that were all right; None where what it works on is not known to be."""
        for index in range(reached + 1, len(self.events)):
            event = self.events[index]
            if event is None or index in self.right:
                continue
            if event.of and all(parent == GIVEN or parent in self.right for parent in event.of):
                if event.operation not in _REARRANGING:
                    return event.line
                self.right.add(index)
        return None


_REARRANGING = {"__getitem__", "unsqueeze", "squeeze", "view", "reshape", "flatten", "t", "clone",
                "transpose", "permute", "expand", "expand_as", "view_as", "contiguous", "double",
                "detach", "unbind", "select", "chunk", "split", "to", "type_as"}  # fmt: skip
_RESULT = Text(en="the result itself", zh="结果本身")


def _seen_in(step: torch.Tensor, events: list[Event | None]) -> set[int]:
    """The events that hold the step: the first that has it whole, or those that have its rows or
    its entries; empty if it never was computed."""
    for index, event in enumerate(events):
        if event and _same(step, event.value):
            return {index}
    if step.dim() == 0:
        return set()
    for parts in (list(step), list(step.flatten()) if step.dim() > 1 else []):
        found = _parts_in(parts, events)
        if found:
            return found
    return set()


def _parts_in(parts: list[torch.Tensor], events: list[Event | None]) -> set[int]:
    """The events that hold a step computed piece by piece in a loop."""
    found: set[int] = set()
    if len(parts) < 2:
        return found
    left = list(parts)
    for index, event in enumerate(events):
        for place, part in enumerate(left):
            if event and _same(part, event.value):
                del left[place]
                found.add(index)
                break
        if not left:
            return found
    return set()


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
