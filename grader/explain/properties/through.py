# ruff: noqa: E501 (a sentence in two languages)
"""Whether the learner's result is the right one of other inputs: exchanged, or prepared otherwise.

Both ways are asked: their result may be the right one of changed inputs (something is done to them
that should not be), or become right where the inputs are changed first (that is what is missing).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import torch

from exercises.signature import Argument
from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, Pair, equal
from grader.inputs import Inputs

_Init = dict[str, Any]


def exchanged(both: Both) -> Named | None:
    """Two arguments, or two parameters, in each other's place."""
    pairs = [
        (one.name, two.name, _swapped_arguments(one.name, two.name))
        for one, two in itertools.combinations(both.tensors, 2)
        if (one.dtype, one.shape) == (two.dtype, two.shape)
    ]
    pairs += [
        (one.name, two.name, _swapped_parameters(one.name, two.name))
        for one, two in itertools.combinations(both.signature.init, 2)
        if one.dtype == two.dtype and both.init[one.name] != both.init[two.name]
    ]
    for one, two, swap in pairs:
        if _gives(both, swap):
            return Named(f"{one}-and-{two}-exchanged", Text(
                f"Your result is the right one with `{one}` and `{two}` exchanged.",
                f"你的结果等于把 `{one}` 和 `{two}` 互换之后的正确结果。"))  # fmt: skip
    return None


_Swap = Callable[[Inputs, _Init], tuple[Inputs, _Init]]


def _swapped_arguments(one: str, two: str) -> _Swap:
    return lambda values, init: ({**values, one: values[two], two: values[one]}, init)


def _swapped_parameters(one: str, two: str) -> _Swap:
    return lambda values, init: (values, {**init, one: init[two], two: init[one]})


def _gives(both: Both, change: _Swap) -> bool:
    """Whether the learner's result is the right one of the changed inputs, everywhere."""
    for values, pair in zip(both.bases, both.at_bases, strict=True):
        right = both.right(*change(values, both.init))
        if pair.agree or right is None or not equal(pair.got, right):
            return False
    return True


class _Step(NamedTuple):
    id: str
    of: Callable[[torch.Tensor], torch.Tensor]
    said: Text


_NUMBERS = (
    _Step("negated", torch.neg, Text("the negative of {}", "{} 的相反数")),
    _Step("one-minus", lambda v: 1 - v, Text("1 − {}", "1 − {}")),
    _Step("halved", lambda v: v / 2, Text("half of {}", "{} 的一半")),
    _Step("doubled", lambda v: v * 2, Text("twice {}", "{} 的两倍")),
    _Step("squared", torch.square, Text("the square of {}", "{} 的平方")),
    _Step("root", torch.sqrt, Text("the square root of {}", "{} 的平方根")),
    _Step("inverse", torch.reciprocal, Text("1 / {}", "1 / {}")),
)
_TENSORS = (
    *_NUMBERS,
    _Step("sigmoid", torch.sigmoid, Text("the sigmoid of {}", "{} 的 sigmoid")),
    _Step("exp", torch.exp, Text("exp of {}", "{} 的 exp")),
    _Step("log", torch.log, Text("the logarithm of {}", "{} 的对数")),
    _Step("logsigmoid", torch.nn.functional.logsigmoid,
          Text("the log-sigmoid of {}", "{} 的 log-sigmoid")),
    _Step("tanh", torch.tanh, Text("tanh of {}", "{} 的 tanh")),
    _Step("absolute", torch.abs, Text("the absolute value of {}", "{} 的绝对值")),
    _Step("positive", torch.relu, Text("the positive part of {}", "{} 的正部（负数变成 0）")),
    _Step("one-plus", lambda v: 1 + v, Text("1 + {}", "1 + {}")),
    _Step("log1p", torch.log1p, Text("the logarithm of 1 + {}", "1 + {} 的对数")),
    _Step("log1p-abs", lambda v: v.abs().log1p(),
          Text("the logarithm of 1 + |{}|", "1 + |{}| 的对数")),
)  # fmt: skip
_ROWS = (
    _Step("softmax", lambda v: v.softmax(-1), Text("the softmax of {}", "{} 的 softmax")),
    _Step("softmax-first", lambda v: v.softmax(0),
          Text("the softmax of {} over the first axis", "{} 沿第一维的 softmax")),
    _Step("log-softmax", lambda v: v.log_softmax(-1),
          Text("the log-softmax of {}", "{} 的 log-softmax")),
    _Step("normalised", lambda v: v / v.norm(dim=-1, keepdim=True),
          Text("{} with rows of length 1", "每行长度归一为 1 的 {}")),
    _Step("centred", lambda v: v - v.mean(-1, keepdim=True),
          Text("{} less the mean of each row", "减去每行均值的 {}")),
    _Step("centred-first", lambda v: v - v.mean(0, keepdim=True),
          Text("{} less its mean over the first axis", "减去第一维均值的 {}")),
    _Step("hard", lambda v: torch.nn.functional.one_hot(v.argmax(-1), v.shape[-1]).to(v.dtype),
          Text("a one-hot row for the largest entry of {}", "{} 中最大元素的 one-hot")),
    _Step("reversed", lambda v: v.flip(-1),
          Text("{} in the opposite order", "顺序颠倒的 {}")),
    _Step("earlier", lambda v: v.roll(1, -1),
          Text("{} moved on by one place", "后移一位的 {}")),
    _Step("later", lambda v: v.roll(-1, -1),
          Text("{} moved back by one place", "前移一位的 {}")),
)  # fmt: skip
_FLAGS = (_Step("inverted", torch.logical_not, Text("the opposite of {}", "取反的 {}")),)


def prepared(both: Both) -> Named | None:
    """Something done to an argument, or to a parameter, before it is used, that makes the
    difference."""
    if any(pair.got is None or pair.agree for pair in both.at_bases):
        return None
    steps = list(_steps(both))
    first, *others = list(zip(both.bases, both.at_bases, strict=True))
    after = both.ask([change(first[0], both.init) for _, _, change in steps])
    for (names, step, change), one in zip(steps, after, strict=True):
        for extra in (True, False):
            if not _explains(first[1], one, extra):
                continue
            rest = both.ask([change(values, both.init) for values, _ in others])
            if all(_explains(p, q, extra) for (_, p), q in zip(others, rest, strict=True)):
                return _told(names, step, extra)
    return None


def _explains(plain: Pair, changed: Pair, extra: bool) -> bool:
    """Whether the learner's plain result is the right one of the changed inputs; or else the
    learner's of the changed inputs the plain right one."""
    if extra:
        return equal(plain.got, changed.right)
    return equal(changed.got, plain.right)


def _told(names: list[str], step: _Step, extra: bool) -> Named:
    shown, shown_zh = (" and ".join(f"`{n}`" for n in names), "、".join(f"`{n}`" for n in names))
    en, zh = step.said.en.format(shown), step.said.zh.format(shown_zh)
    id_ = "-".join([*names, step.id])
    if extra:
        return Named(id_, Text(
            f"Your result is the right one for {en} in place of {shown}.",
            f"你的结果等于用{_spaced(zh)}代替 {shown_zh} 之后的正确结果。"))  # fmt: skip
    return Named(f"{id_}-missing", Text(
        f"If your code were given {en} in place of {shown}, it would be right: that is what is "
        "still to be done.",
        f"如果交给你的代码的不是 {shown_zh} 而是{_spaced(zh).rstrip()}，结果就对了：还缺的正是这一步。"))  # fmt: skip


def _spaced(text: str) -> str:
    """Between a Chinese character and anything else stands a space."""
    before, after = ("" if "\u4e00" <= end <= "\u9fff" else " " for end in (text[0], text[-1]))
    return f"{before}{text}{after}"


def _steps(both: Both) -> Iterator[tuple[list[str], _Step, _Swap]]:
    real = [a for a in both.floats if a.kind not in ("one-hot",)]
    for argument in both.tensors:
        for step in _for(argument):
            yield [argument.name], step, _on([argument.name], step)
    for one, two in itertools.combinations(real, 2):
        if one.shape == two.shape:
            for step in (*_TENSORS, *(_ROWS if one.shape else ())):
                yield [one.name, two.name], step, _on([one.name, two.name], step)
    for parameter in both.signature.init:
        if parameter.dtype == "float":
            for step in _NUMBERS:
                yield [parameter.name], step, _set(parameter.name, step)


def _for(argument: Argument) -> tuple[_Step, ...]:
    if argument.dtype == "bool":
        return _FLAGS
    if argument.dtype != "float":
        return ()
    return (*_TENSORS, *(_ROWS if argument.shape else ()))


def _on(names: list[str], step: _Step) -> _Swap:
    return lambda values, init: ({**values, **{n: step.of(values[n]) for n in names}}, init)


def _set(name: str, step: _Step) -> _Swap:
    def change(values: Inputs, init: _Init) -> tuple[Inputs, _Init]:
        value = torch.tensor(float(init[name]), dtype=torch.float64)
        return values, {**init, name: float(step.of(value))}

    return change
