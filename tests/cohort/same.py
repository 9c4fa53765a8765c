"""A class of the corpus, and what of its results has to be the same wherever it is graded."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import psutil

from cohort.model import Result, Submission
from tests.places import PRACTICE, ROOT


def corpus() -> list[Submission]:
    """Right and wrong files of several exercises, each of a learner of its own."""
    folder = ROOT / "tests" / "variants"
    files = [
        file
        for exercise in ("ce", "mae", "focal")
        for kind in ("correct", "wrong")
        for file in sorted((folder / exercise / kind).glob("*.py"))[:3]
    ]
    return [
        Submission(f"l{n:02}", file.parts[-3], file.read_bytes(), f"l{n:02}/{file.parts[-3]}.py")
        for n, file in enumerate(files)
    ]


def a_class(folder: Path) -> Path:
    """The corpus as a folder a learner."""
    for each in corpus():
        (folder / each.path).parent.mkdir(parents=True)
        (folder / each.path).write_bytes(each.source)
    return folder


def timeless(results: Path) -> bytes:
    """All results in the order of their keys, timings aside."""
    found = [msgspec.json.decode(each, type=Result) for each in results.read_bytes().splitlines()]
    bare = [
        msgspec.structs.replace(r, verdict=msgspec.structs.replace(r.verdict, timings={}))
        for r in sorted(found, key=lambda r: r.key)
    ]
    return msgspec.json.Encoder().encode_lines(bare)


def grade(folder: Path, out: Path, env: dict[str, str], *more: str) -> subprocess.Popen[str]:
    """The command, running."""
    return subprocess.Popen(
        [PRACTICE, "cohort", "grade", folder, "--out", out, "--seed", "11", *more],
        cwd=out.parent, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def graded_as_by_one(
    place: Path,
    env: dict[str, str],
    cluster: str,
    worker: Callable[[], psutil.Process | None],
    seconds: float,
) -> None:
    """The class graded by one worker here and on the ``cluster``, whose ``worker`` is killed in
    the middle: the results are the same, byte for byte."""
    folder = a_class(place / "class")
    alone = grade(folder, place / "one.csv", env, "--workers", "1")
    said = alone.communicate(timeout=seconds)[1]
    assert alone.returncode == 0, said
    kept = place / "cluster.jsonl"
    theirs = grade(folder, kept.with_suffix(".csv"), env, "--on", cluster)
    killed = None
    until = time.monotonic() + seconds
    while theirs.poll() is None and killed is None and time.monotonic() < until:
        if kept.exists() and kept.read_bytes().count(b"\n") >= 3:
            killed = worker()
            if killed is not None:
                killed.kill()
        time.sleep(0.01)
    said = theirs.communicate(timeout=seconds)[1]
    assert theirs.returncode == 0, said
    assert killed is not None
    assert not killed.is_running()
    assert timeless(kept) == timeless(place / "one.jsonl")
    assert kept.with_suffix(".csv").read_bytes() == (place / "one.csv").read_bytes()


def end(process: subprocess.Popen[bytes], seconds: float) -> None:
    """End it with all below it; it has ``seconds`` to end what it has started by itself."""
    below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    for each in below:
        with contextlib.suppress(psutil.Error):
            each.kill()
    process.kill()
    process.wait()
