"""A class of the corpus, and what of its results has to be the same wherever it is graded."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec

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
