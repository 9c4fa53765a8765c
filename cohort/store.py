"""Results that are never lost and never doubled: a file of JSON Lines that only grows.

A line is written and synchronised as soon as its verdict is there. A line that a kill cut short
is not counted, and the next run begins on a line of its own; of two lines with the same key the
later one counts. One run writes at a time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cohort.model import Key, Result
from exercises.errors import PracticeError


class Store:
    """An open file of results. Use :func:`opened`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self.results: dict[Key, Result] = {}
        self.last_seed: int | None = None
        content = path.read_bytes()
        for line in content.splitlines():
            with contextlib.suppress(msgspec.DecodeError):
                self._keep(msgspec.json.decode(line, type=Result))
        self._cut_short = bool(content) and not content.endswith(b"\n")
        if content and not self.results and not (self._cut_short and b"\n" not in content):
            raise PracticeError(
                f"{path} is there already, and holds no results.",
                "Name another file with `--out`; nothing was written.",
            )

    def _keep(self, result: Result) -> None:
        self.results[result.key] = result
        self.last_seed = result.key.seed

    def add(self, result: Result) -> None:
        """One line, on the disk before this returns."""
        line = msgspec.json.encode(result) + b"\n"
        if self._cut_short:
            line, self._cut_short = b"\n" + line, False
        try:
            while line:
                line = line[os.write(self._descriptor, line) :]
            os.fsync(self._descriptor)
        except OSError as error:
            raise PracticeError(
                f"{self.path} cannot be written: {error.strerror or error}.",
                "What it holds is kept; the same command goes on from there.",
                exit_code=3,
            ) from None
        self._keep(result)

    def done(self, key: Key) -> bool:
        """Whether there is a verdict. A fault of the machine is none: it is tried again."""
        found = self.results.get(key)
        return found is not None and found.verdict.outcome != "error"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The results at ``path``, made when missing. PracticeError when another run has them."""
    import fcntl

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise PracticeError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name another file with `--out`.",
            exit_code=3,
        ) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PracticeError(
                f"Another run is writing {path}.", "Wait for it, or name another with `--out`."
            ) from None
        yield Store(path, descriptor)
    finally:
        os.close(descriptor)
