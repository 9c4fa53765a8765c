"""Where digits are lost: the learner's line at which float32 and float64 part, on the very input
that a check of float32 failed by."""

from __future__ import annotations

from dataclasses import replace

import torch

from exercises.texts import Text
from grader import tolerance
from grader.calls import Answer, Call, as_one
from grader.case import Case
from grader.explain.events import shown
from grader.explain.ideas import Named
from grader.explain.numbers import alike
from grader.failure import CheckFailed, figure, told_apart
from grader.inputs import cast

#: By how much of its size a value is wrong once its digits are lost, and what it was made of at
#: most before.
_LOST, _KEPT = 1e-3, 1e-5
#: How many times larger than their difference numbers are that cancel.
_CANCEL = 1e3


def located(case: Case, failure: CheckFailed) -> Named | None:
    """The line; None where the same code is wrong in float64 too, or leaves little by little."""
    for call, answer in failure.asked:
        if not _is_rounded(case, call, answer):
            continue
        narrow, wide = (
            case.candidate.ask(
                replace(call, arguments=cast(call.arguments, dtype), gradient=(), cotangents=(),
                        trace=True)
            )[0]
            for dtype in (torch.float32, torch.float64)
        )  # fmt: skip
        return _where(case, narrow, wide)
    return None


def of_gradient(case: Case, failure: CheckFailed) -> Named | None:
    """That a gradient is right in float64 and not in float32, at the input the check failed by."""
    for call, answer in failure.asked:
        if not call.gradient or answer.dtype() != "float32":
            continue
        _, right = case.expected_gradients(call.arguments, call.init)
        if answer.slopes_close(right):
            continue
        arguments = cast(call.arguments, torch.float64)
        (wide,) = case.candidate.ask(replace(call, arguments=arguments))
        if not wide.slopes_close(right):
            return None
        return Named("gradient-digits-lost", Text(
            "On the same input your gradient is right in float64 and not in float32: digits are "
            "lost on the way, as where nearly equal numbers are subtracted, or where an "
            "exponential is taken of numbers that were not brought down first.",
            "同一个输入，你的梯度在 float64 下是对的，在 float32 下不对：途中丢失了有效数字，"
            "例如两个相近的数相减，或者取指数之前没有先把数变小。",
        ))  # fmt: skip
    return None


def _is_rounded(case: Case, call: Call, answer: Answer) -> bool:
    """Whether a result in float32 is finite and wrong, and that of float64 right."""
    if answer.value is None or answer.dtype() != "float32":
        return False
    right = as_one(case.expected(call.arguments, call.init))
    got = answer.value.double()
    if tolerance.close(got, right) or alike(got, right, _LOST):
        return False
    if not bool(torch.isfinite(got).all()):
        return False
    (wide,) = case.candidate.ask(
        replace(call, arguments=cast(call.arguments, torch.float64), gradient=(), cotangents=())
    )
    return wide.value is not None and alike(wide.value.double(), right, _KEPT)


def _where(case: Case, narrow: Answer, wide: Answer) -> Named | None:
    """The first event that is wrong in float32 though what it was made of was not."""
    events = list(zip(narrow.trace, wide.trace, strict=False))
    off: list[float] = []
    for one, other in events:
        if (one.line, one.operation, one.value.shape) != (
            other.line, other.operation, other.value.shape,
        ):  # fmt: skip
            return None
        off.append(_off(one.value, other.value))
    for number, (one, other) in enumerate(events):
        made = [n for n in one.of if 0 <= n < number]
        if off[number] > _LOST and all(off[n] < _KEPT for n in made):
            before = max((float(events[n][1].value.abs().max()) for n in made), default=0.0)
            return _told(case, one.line, one.operation, one.value, other.value, before)
    return None


def _off(got: torch.Tensor, right: torch.Tensor) -> float:
    """How far apart, as a share of the largest entry."""
    if not got.numel():
        return 0.0
    apart = (got - right).abs().nan_to_num(nan=torch.inf)
    return float(apart.max() / (right.abs().max() + 1e-300))


def _told(
    case: Case, line: int, name: str, got: torch.Tensor, right: torch.Tensor, before: float
) -> Named:
    at = int((got - right).abs().argmax())
    want, have = told_apart(float(right.flatten()[at]), float(got.flatten()[at]))
    called = f"`{name}`" if case.spec.signature.numpy else shown(name)
    en = f"Digits are lost on line {line}: {called} gives {have} there in float32, and {want} with "
    en += "the same inputs in float64."
    zh = f"第 {line} 行丢失了有效数字：同样的输入，{called} 在 float32 下是 {have}，"
    zh += f"在 float64 下是 {want}。"
    if before > _CANCEL * float(right.abs().max()):
        en += f" Numbers of up to {figure(float(f'{before:.2g}'))} cancel, of which float32 keeps "
        en += "seven digits: take the difference before the numbers become large."
        zh += f"大到 {figure(float(f'{before:.2g}'))} 的数在那里相消，而 float32 只有七位有效数字："
        zh += "应当在数变大之前先作差。"
    return Named("digits-lost", Text(en, zh))
