"""One function over many tasks, with retries, on an engine that exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Function = Callable[[bytes], bytes]


def mapped(function: Function, tasks: Sequence[bytes]) -> Iterator[tuple[int, bytes | int]]:
    """``(number, result)`` of each task, in the order in which they are done.

    One after the other in this very process.
    """
    for number, task in enumerate(tasks):
        yield number, function(task)
