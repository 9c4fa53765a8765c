"""The verdict: what the grader returns. Plain data, JSON-serialisable, versioned.

Imported by the command's own process, so it must stay free of torch and pytest.
"""

from __future__ import annotations

from typing import Literal

import msgspec

#: Raised when a field changes meaning; fields may be added without raising it.
VERDICT_VERSION = 1

Outcome = Literal["passed", "failed", "error"]
Level = Literal["core", "edge"]
Status = Literal["passed", "failed", "skipped"]
Explain = bool | Literal["idea"]


class Request(msgspec.Struct, frozen=True):
    """What to grade: the learner's bytes, read once, and how to draw the hidden inputs."""

    exercise: str
    source: bytes
    path: str
    """How tracebacks name the file; it is never opened by the grader."""
    seed: int
    lang: str = "en"
    explain: Explain = True
    """What is looked for when the file does not pass: the idea, the step, the change that puts it
    right and a counterexample; the idea alone, which takes a tenth of the time; or nothing."""
    limits: dict[str, float] = {}
    """Overrides of :class:`grader.limits.Limits`, by field name."""


class Check(msgspec.Struct, frozen=True):
    id: str
    name: str
    level: Level
    status: Status
    message: str = ""


class Frame(msgspec.Struct, frozen=True):
    """One line of a traceback, in the learner's own file. ``column`` counts from 0."""

    line: int
    function: str
    code: str
    column: int | None = None
    end_column: int | None = None


class Step(msgspec.Struct, frozen=True):
    """The last reference step the learner's values reached, and where they left the road."""

    name: str
    line: int | None
    text: str
    wrong_line: int | None = None
    """The line after it, which goes another way; None when no later line was seen."""


class Repair(msgspec.Struct, frozen=True):
    """The smallest change of the learner's own code that was found to put it right."""

    lines: list[int]
    """Where the fault is, in the learner's file."""
    kinds: list[str]
    """Of each edit; `grader.explain.edits` says what a kind means."""
    text: str
    """What is wrong there, without saying what to type."""
    code: list[str] = []
    """The changed lines as they would be right: for the last hint, never for the verdict."""
    other: int | None = None
    """Another line where a change of the same size would do, if that teaches something else."""


class Counterexample(msgspec.Struct, frozen=True):
    """The smallest input found on which the learner's answer is wrong."""

    inputs: str
    """Python code that builds the inputs and can be pasted."""
    expected: str
    got: str
    difference: str = ""
    about: Literal["value", "gradient"] = "value"


class Diagnosis(msgspec.Struct, frozen=True):
    mistake: str | None = None
    text: str | None = None
    observed: bool = False
    """Whether ``text`` is no idea but a property of the right result that the learner's lacks."""
    step: Step | None = None
    repair: Repair | None = None
    tried: int = 0
    """Changed texts of the learner's file that were tried in the search for the fault."""
    counterexample: Counterexample | None = None


class Verdict(msgspec.Struct, frozen=True):
    exercise: str
    outcome: Outcome
    passed: bool
    seed: int
    source_sha256: str = ""
    version: int = VERDICT_VERSION
    checks: list[Check] = []
    diagnosis: Diagnosis = Diagnosis()
    unwritten: bool = False
    """True for the stub as it was served: nothing was tried, so nothing is rated."""
    traceback: list[Frame] = []
    printed: str = ""
    note: str = ""
    """What went wrong beside the verdict (no explanation could be made, for instance)."""
    error: str | None = None
    """One sentence when the outcome is ``error``: ours or the machine's fault."""
    remedy: str = ""
    timings: dict[str, float] = {}
    """Seconds. The only part of a verdict that may differ between two equal gradings."""


def failure_of_ours(request: Request, error: str, remedy: str = "") -> Verdict:
    """The verdict when there is no verdict: an error, never a pass and never a failure."""
    return Verdict(
        exercise=request.exercise,
        outcome="error",
        passed=False,
        seed=request.seed,
        error=error,
        remedy=remedy,
    )
