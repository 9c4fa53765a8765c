"""Where the numbers of a failed check end: the learner's line that first gives inf or nan, on the
very input the check failed by, and what that operation was given there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import torch

from exercises.texts import Text
from grader.calls import Call
from grader.case import Case
from grader.explain.events import LAYOUT, Seen, seen
from grader.explain.ideas import Named
from grader.failure import CheckFailed, dims_text, figure

_EXPONENTIALS = {"exp", "exp2", "expm1", "sinh", "cosh"}
_LOGARITHMS = {"log", "log2", "log10"}
_QUOTIENTS = {"div", "true_divide", "truediv", "divide", "rdiv"}
_ROOTS = {"sqrt", "rsqrt", "pow", "float_power"}
#: What puts an inf there on purpose.
_ON_PURPOSE = {"masked_fill", "full", "full_like", "new_full", "where", "tensor", "fill",
               "setitem", "scatter", "pad"}  # fmt: skip
_ROUNDED = {"sigmoid", "softmax", "exp"}
#: What a nan becomes where it is made a whole number.
_NO_NUMBER = torch.iinfo(torch.int64).min


def located(case: Case, failure: CheckFailed) -> Named | None:
    """The line and the operation; None where the result of the failed check is finite, or nothing
    was seen on the way to it."""
    failed = _not_finite(case, failure)
    if failed is None:
        return None
    call, ended = failed
    events = seen(case, replace(call, gradient=(), cotangents=()))
    first = _origin(events)
    if first is None:
        return None
    shape, what = dims_text(call.arguments), "nan" if first.extent.nans else "inf"
    if case.spec.signature.numpy:
        said = _of_variable(first)
    else:
        said = _of_operation(first, events, _dtype(call))
    return Named("breaks-down", Text(
        f"On an input of shape {shape} your result is {ended.en}. The {what} arises on line "
        f"{first.line}: {said.en}",
        f"在形状为 {shape} 的输入上，你的结果是 {ended.zh}。"
        f"{what} 出现在第 {first.line} 行：{said.zh}",
    ))  # fmt: skip


def _not_finite(case: Case, failure: CheckFailed) -> tuple[Call, Text] | None:
    """The first call of the failed check whose result is no number where the right one is, and
    what it is."""
    for call, answer in failure.asked:
        if answer.status != "tensor":
            continue
        expected = case.expected(call.arguments, call.init)
        for got, right in zip(answer.values, expected, strict=False):
            if got.shape != right.shape:
                continue
            odd = _odd(got) & ~_odd(right)
            if bool(odd.any()):
                if not got.is_floating_point():
                    return call, Text("what nan becomes as a whole number", "nan 转成整数的样子")
                what = "nan" if bool(torch.isnan(got[odd]).any()) else "inf"
                return call, Text(what, what)
    return None


def _odd(value: torch.Tensor) -> torch.Tensor:
    if value.is_floating_point():
        return ~torch.isfinite(value)
    return value == _NO_NUMBER if value.dtype == torch.int64 else torch.zeros_like(value).bool()


def _origin(events: list[Seen]) -> Seen | None:
    """The event that gives the inf or nan that the last of them has: the first on the way to it.
    Where infs are put there on purpose, as by a mask, the first nan that comes of them."""
    odd = [number for number, event in enumerate(events) if event.infinite]
    if not odd:
        return None
    way = set(_back(events, odd[-1]))
    chain = [events[number] for number in odd if number in way]
    if chain[0].operation not in _ON_PURPOSE:
        return chain[0]
    return next((e for e in chain if e.extent.nans and e.operation not in _ON_PURPOSE), None)


def _back(events: list[Seen], start: int) -> Iterator[int]:
    """The infinite events that one is made of, itself included; where it is not known what an event
    is made of, all before it."""
    todo, met = [start], {start}
    while todo:
        number = todo.pop()
        yield number
        known = [parent for parent in events[number].of if 0 <= parent < number]
        for parent in known or range(number):
            if parent not in met and events[parent].infinite:
                met.add(parent)
                todo.append(parent)


def _of_variable(first: Seen) -> Text:
    if first.name == "return":
        return Text("in what is returned.", "在返回的表达式里。")
    return Text(f"in what is put into `{first.name}`.", f"在赋给 `{first.name}` 的值里。")


def _of_operation(first: Seen, events: list[Seen], dtype: str) -> Text:
    """What the operation was given, as far as it was seen."""
    made = [events[i] for i in first.of if 0 <= i < len(events)]
    name, shown = first.operation, first.shown
    zero = next((one for one in made if one.extent.zeros), None)
    least = min((one.extent.least for one in made), default=0.0)
    if any(one.infinite for one in made):
        return Text(
            f"{shown} of inf, as in inf - inf, 0 * inf or inf / inf.",
            f"{shown} 遇到了 inf，例如 inf - inf、0 * inf、inf / inf。",
        )
    if name in _EXPONENTIALS:
        far = figure(max(one.extent.most for one in made)) if made else ""
        return Text(
            f"{shown} of {far or 'large numbers'} is more than {dtype} can hold. What goes into an "
            "exponential has to be brought down first.",
            f"{shown} 的参数{'大到 ' + far if far else '太大'}，结果超出了 {dtype} 的范围。"
            "取指数之前要先把它变小。",
        )
    if name in _LOGARITHMS and least < 0:
        return Text(f"{shown} of a negative number.", f"{shown} 的参数里有负数。")
    if name in _LOGARITHMS and zero is not None:
        return _of_zero(Text(f"{shown} of 0.", f"{shown} 的参数里有 0。"), _source(zero, events))
    if name in _QUOTIENTS and made and made[-1].extent.zeros:
        return _of_zero(Text("a division by 0.", "除以了 0。"), _source(made[-1], events))
    if name in _ROOTS and least < 0 and first.extent.nans:
        return Text(f"{shown} of a negative number.", f"{shown} 作用在了负数上。")
    return Text(f"{shown} gives it.", f"由 {shown} 得到。")


def _source(zero: Seen, events: list[Seen]) -> Seen:
    """What made a 0 that was only taken from it, or laid out anew."""
    while zero.operation in LAYOUT or zero.name in LAYOUT:
        made = [events[i] for i in zero.of if 0 <= i < len(events) and events[i].extent.zeros]
        if not made:
            return zero
        zero = made[0]
    return zero


def _dtype(call: Call) -> str:
    dtypes = {v.dtype for v in call.arguments.values() if isinstance(v, torch.Tensor)}
    return "float32" if torch.float32 in dtypes else "float64"


def _of_zero(said: Text, zero: Seen) -> Text:
    """With where the 0 comes from."""
    if zero.operation in _ROUNDED:
        en = f"On line {zero.line} {zero.shown} has become so small that it is rounded to 0."
        zh = f"第 {zero.line} 行的 {zero.shown} 小到被舍入成了 0。"
    elif zero.operation == "sub":
        en = f"On line {zero.line} what is subtracted has become equal to what it is taken from."
        zh = f"第 {zero.line} 行相减的两个数已经变得相等。"
    else:
        en = f"The 0 comes from {zero.shown} on line {zero.line}."
        zh = f"这个 0 来自第 {zero.line} 行的 {zero.shown}。"
    return Text(f"{said.en} {en}", f"{said.zh}{zh}")
