"""What the commands share: options, exit codes, the desk to work at, and the one way to reply."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import click

from exercises.environment import HERE
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from rich.text import Text

    from exercises.spec import Spec
    from grader.verdict import Verdict
    from trainer.desk import Desk


class Exit(IntEnum):
    """What the exit code of the command means."""

    DONE = 0
    NOT_PASSED = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130


class Unwritten(PracticeError):
    """What was asked was done, but the answer could not be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"Standard output cannot be written: {error.strerror or error}.",
            "Only the answer is missing; what the command did is kept.",
            Exit.FAULT,
        )


OUTCOMES = {"passed": Exit.DONE, "failed": Exit.NOT_PASSED, "error": Exit.FAULT}

Command = Callable[..., Any]


def reports(command: Command) -> Command:
    """The options of every command that reports."""
    languages = click.Choice(["en", "zh"])
    command = click.option("--lang", type=languages, help="Language of this answer.")(command)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def narrows(command: Command) -> Command:
    """The options of commands that are about some of the exercises."""
    for option in reversed(
        (
            click.option("--track", metavar="TRACK", help="Only this track, as in `rl`."),
            click.option("--family", metavar="FAMILY", help="Only this idea, as in `focal`."),
            click.option("--level", type=click.IntRange(1, 5), help="Nothing above this level."),
            click.option("--due", is_flag=True, help="Only what is due or being written."),
            click.option("--new", is_flag=True, help="Only what you may begin."),
        )
    ):
        command = option(command)
    return command


def names_exercise(command: Command) -> Command:
    """The argument of commands that are about the current drill unless told otherwise."""
    named = click.argument("exercise", required=False, shell_complete=completes_exercise)
    return named(command)


def completes_exercise(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """The exercises whose names begin like this, for the shell."""
    from exercises.catalogue import load_catalogue

    return [id_ for id_ in load_catalogue() if id_.startswith(typed.lower().replace("_", "-"))]


def open_desk() -> Desk:
    from exercises.catalogue import load_catalogue
    from trainer.desk import Desk

    return Desk.open(load_catalogue())


def desk_if_any() -> Desk | None:
    """The desk, or None where there is no workspace; a broken one is still an error."""
    from trainer.workspace import NoWorkspace

    try:
        return open_desk()
    except NoWorkspace:
        return None


def not_in_exam(desk: Desk, asked: str) -> None:
    """PracticeError while an exam is running: ``asked`` says what is not done in one."""
    if desk.state().exam is not None:
        raise PracticeError(
            f"An exam is running: {asked}.",
            "`practice exam status` shows it; `practice exam submit` ends it.",
        )


def chosen_spec(desk: Desk | None, exercise: str | None) -> Spec:
    """The exercise that was named, or the current drill."""
    from exercises.catalogue import load_catalogue

    if exercise is not None:
        return (desk.catalogue if desk else load_catalogue()).find(exercise)
    if desk is None:
        raise PracticeError("Which exercise?", "Name it, as in `practice grade ce --file ce.py`.")
    return desk.require_current()


def limits_of(desk: Desk | None) -> dict[str, float]:
    """The grader's limits where the workspace sets them otherwise."""
    from grader.limits import overrides

    return overrides(desk.settings.limits) if desk else {}


def minutes_to_idle(desk: Desk | None) -> float:
    from trainer.settings import Settings

    return (desk.settings if desk else Settings()).server.idle_minutes


def facts_of(verdict: Verdict) -> dict[str, Any]:
    """What of a verdict is remembered, as plain values."""
    diagnosis = verdict.diagnosis
    step, repair = diagnosis.step, diagnosis.repair
    where = repair.text if repair else step.text if step and not diagnosis.text else ""
    where = where[:1].upper() + where[1:]
    return {
        "sha256": verdict.source_sha256,
        "seed": verdict.seed,
        "unwritten": verdict.unwritten,
        "failed": [check.id for check in verdict.checks if check.status == "failed"],
        "mistake": diagnosis.mistake,
        "said": " ".join(filter(None, (diagnosis.text, where))),
        "repaired": repair.code if repair else [],
    }


def agreed(question: str) -> bool:
    """Ask at the terminal; without one, say which option answers."""
    if not HERE.somebody_types():
        raise PracticeError(question, "To do it without being asked, add `--yes`.")
    return click.confirm(question, err=True)


def reply(
    as_json: bool,
    report: Callable[[], dict[str, Any]],
    lines: Callable[[int], Sequence[Text | str]],
    paged: bool = False,
) -> None:
    """Print one JSON object, or lines as wide as the terminal; ``paged`` where a pager shows
    what does not fit.

    A reader who has gone away changes nothing: the command ends with its own code. An answer that
    cannot be written for another reason, such as a full disk, is a fault and is said to be one.
    """
    from screens.streams import nobody_reads
    from screens.terminal import Terminal, show_json

    terminal = None if as_json else Terminal()
    found = report() if terminal is None else {}
    told = list(lines(terminal.width)) if terminal else []
    try:
        if terminal is None:
            show_json(found)
        elif paged and terminal.overfull(told):
            terminal.page(told)
        else:
            terminal.show(told)
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads(sys.stdout)
    except OSError as error:
        nobody_reads(sys.stdout)
        raise Unwritten(error) from None
