"""What an argument can be: the one table of kinds.

A kind says what a tensor is promised to hold, so that the statement, the stub, the rules for
worked examples and the hidden inputs all follow from one word in the spec. How each is drawn
stands in `grader/draws.py`, one function a kind.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from exercises.texts import Text

Dtype = Literal["float", "int", "bool"]


class Kind(msgspec.Struct, frozen=True):
    """One kind of tensor."""

    dtype: Dtype
    is_: Text
    """What it is, in a few words: the meaning of an argument that says nothing of its own."""
    promise: Text | None
    """What its entries are promised to be, to be said after a colon; None where `is_` says it."""
    unbounded: bool = False
    """Whether any real number may come, ±10000 included."""
    of: bool = False
    """Whether it counts something of a named dimension: `class-ids of C [N]`."""


def _kind(
    dtype: Dtype,
    is_: tuple[str, str],
    promise: tuple[str, str] | None = None,
    *,
    unbounded: bool = False,
    of: bool = False,
) -> Kind:
    return Kind(dtype, Text(*is_), Text(*promise) if promise else None, unbounded, of)


KINDS: dict[str, Kind] = {
    "values": _kind("float", ("values", "数值"), ("any real numbers", "任意实数"), unbounded=True),
    "logits": _kind(
        "float",
        ("logits", "logits"),
        ("any real numbers", "任意实数"),
        unbounded=True,
    ),
    "bounded-logits": _kind(
        "float", ("logits", "logits"), ("each between −20 and 20", "每个在 −20 到 20 之间")
    ),
    "probabilities": _kind(
        "float",
        ("probabilities", "概率"),
        ("none negative, summing to 1 along the last axis", "非负，沿最后一维加起来等于 1"),
    ),
    "chances": _kind(
        "float",
        ("probabilities, each on its own", "各自独立的概率"),
        ("each between 0 and 1", "每个在 0 到 1 之间"),
    ),
    "log-probabilities": _kind(
        "float",
        ("log-probabilities", "对数概率"),
        ("`exp` of them sums to 1 along the last axis", "取 `exp` 后沿最后一维加起来等于 1"),
    ),
    "log-likelihoods": _kind(
        "float",
        ("log-probabilities of what was chosen", "所选项的对数概率"),
        ("each at most 0", "每个都不大于 0"),
    ),
    "weights": _kind("float", ("weights of a layer", "一层的权重")),
    "positive": _kind("float", ("positive numbers", "正数")),
    "not-negative": _kind("float", ("numbers of 0 or more", "非负数")),
    "unit-vectors": _kind(
        "float", ("vectors", "向量"), ("of length 1 along the last axis", "沿最后一维长度为 1")
    ),
    "boxes": _kind(
        "float",
        ("boxes", "框"),
        (
            "x1, y1, x2, y2 with x1 < x2 and y1 < y2, no side shorter than 0.1",
            "x1, y1, x2, y2，且 x1 < x2、y1 < y2，边长不短于 0.1",
        ),
    ),
    "one-hot": _kind(
        "float",
        ("one-hot labels", "one-hot 标签"),
        ("one 1 in every row, zeros elsewhere", "每行恰有一个 1，其余为 0"),
    ),
    "binary": _kind("float", ("labels", "标签"), ("each 0 or 1", "每个为 0 或 1")),
    "signs": _kind("float", ("labels", "标签"), ("each −1 or 1", "每个为 −1 或 1")),
    "class-ids": _kind(
        "int",
        ("class ids", "类别编号"),
        ("whole numbers from 0 to {of} − 1", "0 到 {of} − 1 的整数"),
        of=True,
    ),
    "lengths": _kind(
        "int", ("lengths", "长度"), ("whole numbers from 1 to {of}", "1 到 {of} 的整数"), of=True
    ),
    "counts": _kind(
        "int", ("counts", "个数"), ("whole numbers from 0 to {of}", "0 到 {of} 的整数"), of=True
    ),
    "timesteps": _kind(
        "int",
        ("timesteps", "时间步"),
        ("whole numbers from 0 to {of} − 1", "0 到 {of} − 1 的整数"),
        of=True,
    ),
    "mask": _kind(
        "bool",
        ("mask", "掩码"),
        ("true where it counts, at least once in every row", "有效处为 true，每行至少一个"),
    ),
    "flags": _kind("bool", ("flags", "布尔标记"), ("true or false", "true 或 false")),
}

PLAIN = {"number": "float", "whole": "int", "flag": "bool", "choice": "str"}
"""Arguments that are no tensors, by the word in the spec and their type in Python."""
