"""``practice exam``: begin a mock interview, or go on with the one that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.exam import clock, ending, handed_on, items, report
from commands.exam.drawing import drawn, draws
from commands.exam.paper import write_sheets
from commands.frame import open_desk, reply, reports
from exercises.environment import HERE
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from trainer.desk import Desk


@click.group(invoke_without_command=True)
@draws
@click.option(
    "--from", "handed", type=click.Path(path_type=Path), help="Start the exam in this file."
)
@click.option(
    "--paper",
    "folder",
    is_flag=False,
    flag_value=".",
    metavar="[FOLDER]",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write it to be printed; start nothing.",
)
@click.option("--yes", is_flag=True, help="Start it without a terminal.")
@reports
@click.pass_context
def exam(
    context: click.Context,
    /,
    handed: Path | None,
    folder: Path | None,
    yes: bool,
    as_json: bool,
    lang: str | None,
    **drawing: Any,
) -> None:
    """Sit a mock interview, or go on with the one you are in.

    It draws what you are weakest at. Nothing is explained until the end; then the report says
    where you stand and what to do next.
    """
    if context.invoked_subcommand is not None:
        return
    desk = open_desk()
    lang = lang or desk.settings.lang
    chosen = handed is not None or any(value not in (None, ()) for value in drawing.values())
    if folder is not None:
        _print_on_paper(desk, folder, as_json, lang, drawing)
    elif desk.state().exam is not None and not chosen:
        _go_on(desk, as_json, lang)
    else:
        _start(desk, handed, yes or as_json, as_json, lang, drawing)


def _start(
    desk: Desk, handed: Path | None, yes: bool, as_json: bool, lang: str, drawing: dict[str, Any]
) -> None:
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    if handed is not None:
        if any(value not in (None, ()) for value in drawing.values()):
            raise PracticeError(
                f"{handed} says what is asked.", "Leave out the other options beside `--from`."
            )
        package = handed_on.received(handed)
        import msgspec

        paper = msgspec.structs.replace(package.paper, by=handed.name)
        if desk.state().exam is None:
            _require_a_terminal(yes)
            handed_on.keep(desk.workspace, package)
    else:
        conduct.none_running(desk)
        paper = drawn(desk, lang, drawing)
        _require_a_terminal(yes)
    record = conduct.start(desk, paper)
    title = _title(record.paper.profile, lang)
    if as_json:
        reply(True, lambda: exam_state.exam(record, desk), lambda width: [])
        return
    reply(False, dict, lambda width: [*screen.begun(record, title, lang, width), ""])
    items.turn(desk, record, conduct.following(record), lang)


def _require_a_terminal(yes: bool) -> None:
    """A clock that runs where nobody sits would be somebody's exam."""
    if not (yes or HERE.somebody_types()):
        raise PracticeError(
            "There is no terminal to sit an exam at, and its clock would run.",
            "To start it all the same, add `--yes` (or `--json`).",
        )


def _go_on(desk: Desk, as_json: bool, lang: str) -> None:
    """Go on with the exam that is running: after a crash, a pause, another day's start."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    record = conduct.required(desk)
    conduct.resume(desk, record)
    record = conduct.required(desk)
    if as_json:
        reply(True, lambda: exam_state.exam(record, desk, resumed=True), lambda width: [])
        return
    reply(False, dict, lambda width: [*screen.status(record, lang, width), ""])
    current = record.answer(record.current) if record.current else None
    if current is not None and conduct.undecided(current):
        items.turn(desk, record, current.item, lang)


def _print_on_paper(
    desk: Desk, folder: Path, as_json: bool, lang: str, drawing: dict[str, Any]
) -> None:
    from screens import exam_files

    paper = drawn(desk, lang, drawing)
    asked = handed_on.everything()
    files = write_sheets(folder, paper, asked, lang, desk.now())
    reply(
        as_json,
        lambda: {
            "id": paper.id,
            "seed": paper.seed,
            "sheet": str(files.sheet.absolute()),
            "answers": str(files.answers.absolute()),
            "exam": str(files.exam.absolute()),
        },
        lambda width: exam_files.sheets(files, paper.id, paper.seed, lang, width),
    )


def _title(profile: str | None, lang: str) -> str:
    from exercises.profiles import load_profile, profile_names

    return load_profile(profile).title.in_(lang) if profile in profile_names() else ""


for typed_after_it in (
    items.next_,
    items.answer,
    clock.status,
    clock.pause,
    clock.resume,
    ending.submit,
    ending.judge,
    ending.abort,
    report.report,
    report.history,
    report.plan,
    handed_on.export,
    handed_on.verify,
):
    exam.add_command(typed_after_it)
