"""Every limit of a grade, in one place. Overridable under ``[limits]`` in ``practice.toml``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

# A limit nobody can live with is a mistake in the file, so each has ends: the least at which code
# still gets anywhere, the most a person would wait for or a machine holds.
_DAY = 86_400


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one grade may use before it is stopped.

    Processor seconds decide whether code loops, so that a busy machine does not turn a slow but
    honest solution into a failure; wall-clock seconds only catch code that sleeps or blocks.
    """

    cpu_seconds_per_call: Annotated[
        float,
        Meta(
            ge=0.01,
            le=_DAY,
            description="Processor seconds your code may use between two answers",
            extra={"zh": "你的代码两次作答之间最多可用的处理器时间（秒）"},
        ),
    ] = 3.0
    cpu_seconds_per_grade: Annotated[
        float,
        Meta(
            ge=0.01,
            le=_DAY,
            description="Processor seconds your code may use in all, over every check",
            extra={"zh": "你的代码在一次判题的全部检查中最多可用的处理器时间（秒）"},
        ),
    ] = 15.0
    wall_seconds_per_call: Annotated[
        float,
        Meta(
            ge=0.01,
            le=_DAY,
            description="Seconds after which code that sleeps or waits is stopped",
            extra={"zh": "代码休眠或等待多少秒后被终止"},
        ),
    ] = 10.0
    seconds_per_grade: Annotated[
        float,
        Meta(
            ge=0.01,
            le=_DAY,
            description="Seconds for the whole grade; past it there is no verdict but an error",
            extra={"zh": "一次判题的总时长（秒）；超过则报错，不给结果"},
        ),
    ] = 60.0
    memory_mb: Annotated[
        int,
        Meta(
            ge=1,
            le=2**20,
            description="Megabytes your code may add to what torch itself needs",
            extra={"zh": "除 torch 自身所需外，你的代码最多可占用的内存（MB）"},
        ),
    ] = 1024
    output_kb: Annotated[
        int,
        Meta(
            ge=1,
            le=2**20,
            description="Kilobytes of what your code prints that are kept; the rest is dropped",
            extra={"zh": "你的代码打印的内容最多保留多少 KB，其余丢弃"},
        ),
    ] = 64
    printed_mb: Annotated[
        int,
        Meta(
            ge=1,
            le=2**20,
            description="Megabytes printed in one grade past which your code is stopped",
            extra={"zh": "一次判题中打印超过多少 MB 就终止你的代码"},
        ),
    ] = 32
    reply_mb: Annotated[
        int,
        Meta(
            ge=1,
            le=2**12,
            description="Megabytes of the largest answer that is read from your code",
            extra={"zh": "你的代码一次返回的数据最大多少 MB"},
        ),
    ] = 16


def limits_from(overrides: dict[str, float]) -> Limits:
    """The default limits with some replaced; unknown names, wrong types and values out of range
    raise ``msgspec.ValidationError``."""
    whole = {name: int(v) if v == v // 1 else v for name, v in overrides.items()}
    return msgspec.convert(whole, Limits)


def overrides(limits: Limits) -> dict[str, float]:
    """Those of the limits that are not the default, by name; :func:`limits_from` undoes it."""
    default = Limits()
    return {
        name: getattr(limits, name)
        for name in Limits.__struct_fields__
        if getattr(limits, name) != getattr(default, name)
    }
