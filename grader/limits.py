"""Every limit of a grade, in one place. Overridable under ``[limits]`` in ``practice.toml``."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """What one grade may use before it is stopped.

    Processor seconds decide whether code loops, so that a busy machine does not turn a slow but
    honest solution into a failure; wall-clock seconds only catch code that sleeps or blocks.
    """

    cpu_seconds_per_call: float = 3.0
    """Processor time the learner's code may use between two answers."""
    cpu_seconds_per_grade: float = 15.0
    """Processor time the learner's code may use in all, over every check and the explanation."""
    wall_seconds_per_call: float = 10.0
    """Wall-clock time after which sleeping code is stopped."""
    seconds_per_grade: float = 60.0
    """Wall-clock time of the whole grade; past it there is no verdict but an error."""
    memory_mb: int = 1024
    """Address space the candidate may add to what torch itself needs."""
    output_kb: int = 64
    """Output of the learner's code that is kept; the rest is read and dropped."""
    printed_mb: int = 32
    """Output of one grade past which the learner's code is stopped."""
    reply_mb: int = 16
    """Largest answer the judge reads from the candidate."""


def limits_from(overrides: dict[str, float]) -> Limits:
    """The default limits with some replaced; unknown names and wrong types raise
    ``msgspec.ValidationError``."""
    known = {field.name: field.type for field in msgspec.structs.fields(Limits)}
    unknown = sorted(set(overrides) - set(known))
    if unknown:
        raise msgspec.ValidationError(f"no such limit: {', '.join(unknown)}")
    for name, value in overrides.items():
        if not value > 0:
            raise msgspec.ValidationError(f"limit {name} must be above 0, got {value}")
    return msgspec.convert(overrides, Limits, strict=False)
