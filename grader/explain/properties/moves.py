# ruff: noqa: E501 (a sentence in two languages)
"""What leaves the result as it is: a shift, a factor, an order, a repetition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import torch

from exercises.signature import Argument
from exercises.texts import Text
from grader.explain.ideas import Named
from grader.explain.properties.both import Both, equal
from grader.inputs import Inputs

_SHIFT, _FACTOR = 0.75, 1.5
#: Kinds whose entries along the last axis belong together, so that none can be there twice.
_TIED = ("one-hot", "probabilities", "log-probabilities", "unit-vectors", "boxes")


class _Move(NamedTuple):
    id: str
    said: Text
    """As in "If ..., the right result stays the same"."""
    of: Callable[[Inputs], Inputs]


def moved(both: Both) -> Named | None:
    """A change of the inputs that leaves one of the two results as it is, and not the other."""
    plain = both.at_bases
    if not all(pair.whole for pair in plain):
        return None
    for move in _moves(both):
        after = both.ask([(move.of(values), both.init) for values in both.bases])
        if not all(pair.whole for pair in after):
            continue
        got = [equal(a.got, b.got) for a, b in zip(plain, after, strict=True)]
        right = [equal(a.right, b.right) for a, b in zip(plain, after, strict=True)]
        if all(right) and not any(got):
            return Named(f"moved-by-{move.id}", Text(
                f"If {move.said.en}, the right result stays the same. Yours changes.",
                f"如果{move.said.zh}，正确的结果不变，你的结果却变了。"))  # fmt: skip
        if all(got) and not any(right):
            return Named(f"unmoved-by-{move.id}", Text(
                f"If {move.said.en}, your result stays the same. The right one changes.",
                f"如果{move.said.zh}，你的结果不变，正确的结果却会变。"))  # fmt: skip
    return None


def _moves(both: Both) -> Iterator[_Move]:
    real = [a for a in both.floats if a.about.unbounded or a.kind in ("boxes", "bounded-logits")]
    real += [a for a in both.floats if a not in real and a.kind in ("log-likelihoods", "positive")]
    for argument in real:
        if len(argument.shape) > 1 and argument.kind != "boxes":
            yield _Move(f"a-row-of-{argument.name}", Text(
                f"the same number is added to all entries of a row of `{argument.name}`",
                f"给 `{argument.name}` 的一行全部加上同一个数"), _rows(argument))  # fmt: skip
        yield _Move(f"a-shift-of-{argument.name}", Text(
            f"the same number is added to every entry of `{argument.name}`",
            f"给 `{argument.name}` 的每个元素加上同一个数"),
            _each([argument], lambda v: v + _SHIFT))  # fmt: skip
        yield _Move(f"a-factor-of-{argument.name}", Text(
            f"every entry of `{argument.name}` is multiplied by {_FACTOR}",
            f"把 `{argument.name}` 的每个元素都乘以 {_FACTOR}"),
            _each([argument], lambda v: v * _FACTOR))  # fmt: skip
    if len(real) > 1:
        names, names_zh = _named(real, " and "), _named(real, " 和 ")
        yield _Move("a-shift-of-all", Text(
            f"the same number is added to every entry of {names}",
            f"给 {names_zh} 的每个元素加上同一个数"), _each(real, lambda v: v + _SHIFT))  # fmt: skip
        yield _Move("a-factor-of-all", Text(
            f"every entry of {names} is multiplied by {_FACTOR}",
            f"把 {names_zh} 的每个元素都乘以 {_FACTOR}"),
            _each(real, lambda v: v * _FACTOR))  # fmt: skip
        one, two = real[:2]
        if one.shape == two.shape and one.kind == two.kind:
            yield _Move("exchange", Text(
                f"`{one.name}` and `{two.name}` are exchanged",
                f"把 `{one.name}` 和 `{two.name}` 互换"), _exchanged(one.name, two.name))  # fmt: skip
    for argument in real:
        yield _Move(f"the-sign-of-{argument.name}", Text(
            f"the signs of `{argument.name}` are turned round",
            f"把 `{argument.name}` 的符号全部反过来"), _each([argument], torch.neg))  # fmt: skip
    if both.signature.scalar:
        yield from _along_axes(both)


def _along_axes(both: Both) -> Iterator[_Move]:
    """Everything along an axis twice, or in the opposite order: for a single number only."""
    for dim in both.signature.dims:
        if any(
            a.of == dim or a.shape.count(dim) > 1 or (a.shape[-1:] == [dim] and a.kind in _TIED)
            for a in both.signature.arguments
        ):
            continue
        if len(both.tensors) < len(both.signature.arguments):
            return
        yield _Move(f"repeating-{dim}", Text(
            f"everything along {dim} is there twice", f"沿 {dim} 把所有内容重复一遍"),
            _axis(both, dim, lambda v, axis: torch.cat([v, v], axis)))  # fmt: skip
        yield _Move(f"the-order-along-{dim}", Text(
            f"the order along {dim} is turned round", f"把沿 {dim} 的顺序反过来"),
            _axis(both, dim, lambda v, axis: v.flip(axis)))  # fmt: skip


def _named(arguments: list[Argument], joined: str) -> str:
    return joined.join(f"`{a.name}`" for a in arguments)


def _each(
    arguments: list[Argument], change: Callable[[torch.Tensor], torch.Tensor]
) -> Callable[[Inputs], Inputs]:
    return lambda values: {**values, **{a.name: change(values[a.name]) for a in arguments}}


def _rows(argument: Argument) -> Callable[[Inputs], Inputs]:
    def move(values: Inputs) -> Inputs:
        value = values[argument.name]
        rows = torch.linspace(-1, 1, value[..., 0].numel(), dtype=value.dtype) + _SHIFT
        return {**values, argument.name: value + rows.reshape(*value.shape[:-1], 1)}

    return move


def _exchanged(one: str, two: str) -> Callable[[Inputs], Inputs]:
    return lambda values: {**values, one: values[two], two: values[one]}


def _axis(
    both: Both, dim: str, change: Callable[[torch.Tensor, int], torch.Tensor]
) -> Callable[[Inputs], Inputs]:
    axes = {a.name: a.shape.index(dim) for a in both.signature.arguments if dim in a.shape}
    return lambda values: {
        name: change(value, axes[name]) if name in axes else value for name, value in values.items()
    }
