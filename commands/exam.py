"""``practice exam``: a mock interview, from the draw to the report."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from commands import exam_handed_on, exam_paper, exam_report
from commands.frame import (
    agreed,
    facts_of,
    limits_of,
    minutes_to_idle,
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.questions import Question
    from exercises.spec import Spec
    from trainer.desk import Desk
    from trainer.exam.model import Item, Paper, Record
    from trainer.recall import Judgement

_MINUTES = 45.0

Drawing = Callable[..., Any]


def _draws(command: Drawing) -> Drawing:
    """The options that say what an exam asks."""
    for option in (
        click.option("--profile", help="A kind of interview, such as llm, alignment or vision."),
        click.option("--seed", type=click.IntRange(0), help="Draw the items from this seed."),
        click.option("--questions", type=click.IntRange(0), help="How many concept questions."),
        click.option("--level", type=click.IntRange(1, 5), help="Nothing above this level."),
        click.option("--track", "tracks", multiple=True, help="Only this track; may be repeated."),
        click.option(
            "--minutes", type=click.FloatRange(0, 24 * 60, min_open=True), help="45 by default."
        ),
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@_draws
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
        package = exam_handed_on.received(handed)
        import msgspec

        paper = msgspec.structs.replace(package.paper, by=handed.name)
        if desk.state().exam is None:
            _require_a_terminal(yes)
            exam_handed_on.keep(desk.workspace, package)
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
    _turn(desk, record, conduct.following(record), lang)


def _require_a_terminal(yes: bool) -> None:
    """A clock that runs where nobody sits would be somebody's exam."""
    if not (yes or sys.stdin.isatty()):
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
        _turn(desk, record, current.item, lang)


def drawn(desk: Desk, lang: str, drawing: dict[str, Any], fresh: bool = False) -> Paper:
    """A paper as the options ask for it; ``fresh`` draws it as for somebody without a history."""
    from exercises.profiles import Profile, load_profile
    from exercises.questions import load_questions
    from exercises.texts import Text
    from trainer.desk import fresh_seed
    from trainer.exam import conduct
    from trainer.exam.draw import Wanted, draw
    from trainer.exam.model import Paper
    from trainer.state import State

    name = drawing["profile"]
    profile = load_profile(name) if name else Profile(Text("-"), _MINUTES)
    known = sorted({spec.track for spec in desk.catalogue.values()})
    tracks = [each.strip().lower() for each in drawing["tracks"]]
    for track in [*tracks, *profile.tracks]:
        if track not in known:
            raise PracticeError(
                f"There is no track called `{track}`.", f"There are: {', '.join(known)}."
            )
    wanted = Wanted(
        minutes=drawing["minutes"] or profile.minutes,
        tracks=tracks,
        losses=profile.about(desk.catalogue.values()),
        topics=profile.topics,
        level=drawing["level"] or profile.level,
        questions=profile.questions if drawing["questions"] is None else drawing["questions"],
    )
    seed = fresh_seed() if drawing["seed"] is None else drawing["seed"]
    if seed >= 2**63:
        raise PracticeError(f"The seed {seed} is too large.", "Name one below 2^63.")
    state = State() if fresh else desk.state()
    specs, asked = list(desk.catalogue.values()), list(load_questions().values())
    items = draw(wanted, specs, asked, state, desk.today.isoformat(), seed)
    if not items:
        raise PracticeError(
            "Nothing fits into this exam.", "Give it more minutes, more tracks or a higher level."
        )
    return Paper(
        id=conduct.new_id(desk),
        seed=seed,
        minutes=wanted.minutes,
        items=items,
        profile=name.strip().lower() if name else None,
        tracks=tracks or profile.tracks,
        level=wanted.level,
        lang="zh" if lang == "zh" else "en",
    )


def _title(profile: str | None, lang: str) -> str:
    from exercises.profiles import load_profile, profile_names

    return load_profile(profile).title.in_(lang) if profile in profile_names() else ""


# -- items ---------------------------------------------------------------------------------------


@exam.command(name="next")
@click.argument("item", required=False)
@reports
def next_(item: str | None, as_json: bool, lang: str | None) -> None:
    """Turn to the next item, or to ITEM: its number, or its id."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    found = conduct.following(record) if item is None else _named(record, item)
    if as_json:
        shown = conduct.show(desk, record, found, lang) if found else None
        now, asked = conduct.required(desk), _content(desk, found) if found else None
        reply(True, lambda: exam_state.shown(now, shown, asked, lang), lambda width: [])
    elif found is None:
        reply(False, dict, lambda width: screen.nothing_left(record, lang, width))
    else:
        _turn(desk, record, found, lang)


def _named(record: Record, name: str) -> Item:
    items = record.paper.items
    if name.isdecimal() and 1 <= int(name) <= len(items):
        return items[int(name) - 1]
    found = record.paper.item(name.strip().lower().replace("_", "-"))
    if found is None:
        raise PracticeError(
            f"`{name}` is not on this exam.",
            f"Name an item by its number, 1 to {len(items)}: `practice exam status` lists them.",
        )
    return found


def _content(desk: Desk, item: Item) -> Spec | Question:
    """The exercise, or the question shuffled as it is asked."""
    if item.kind == "drill":
        return desk.catalogue.find(item.id)
    from exercises.questions import load_questions
    from exercises.replies import shuffled

    return shuffled(load_questions().find(item.id), item.seed)


def _turn(desk: Desk, record: Record, item: Item | None, lang: str) -> None:
    """Show an item; at a terminal, ask questions one after another until a drill comes."""
    from exercises.spec import Spec
    from screens import exam as screen
    from trainer.exam import conduct

    asking = sys.stdin.isatty() and sys.stdout.isatty()
    while item is not None:
        turned_to, shown = item, conduct.show(desk, record, item, lang)
        record = now = conduct.required(desk)
        asked = _content(desk, item)
        reply(False, dict, lambda width: screen.item(now, shown, asked, lang, width, asking))  # noqa: B023
        given = record.answer(turned_to.id)
        if isinstance(asked, Spec) or not asking or (given is not None and given.reply):
            return
        if not _asked(desk, record, asked, lang):
            return
        record = now = conduct.required(desk)
        item = conduct.following(record)
        if item is None:
            reply(False, dict, lambda width: screen.nothing_left(now, lang, width))  # noqa: B023
        else:
            reply(False, dict, lambda width: [""])


def _asked(desk: Desk, record: Record, question: Question, lang: str) -> bool:
    """Take down an answer at the terminal; False when it is left for later."""
    from screens import quiz
    from trainer.exam import conduct

    while True:
        try:
            typed = input("> ")
        except EOFError:
            print()
            return False
        if not typed.strip():
            return False
        try:
            conduct.answer(desk, record, question, typed)
        except PracticeError:
            reply(False, dict, lambda width: quiz.unreadable(question, lang, width))
            continue
        return True


@exam.command()
@click.argument("text", nargs=-1)
@reports
def answer(text: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Answer the question you are at."""
    from exercises.questions import load_questions
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    current = record.paper.item(record.current) if record.current else None
    if current is None or current.kind != "question":
        what = f"the drill `{current.id}`" if current else "no item yet"
        raise PracticeError(
            f"You are at {what}, not at a question.",
            "`practice grade` grades a drill; `practice exam next` turns to the next item.",
        )
    if record.paused:
        raise PracticeError("The exam is paused.", "`practice exam resume` goes on.")
    if text:
        typed = " ".join(text)
    elif sys.stdin.isatty():
        typed = input("> ")
    else:
        typed = sys.stdin.readline()
    conduct.answer(desk, record, load_questions().find(current.id), typed)
    now = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(now, desk),
        lambda width: screen.answered(now, lang, width),
    )


# -- the clock -----------------------------------------------------------------------------------


@exam.command()
@reports
def status(as_json: bool, lang: str | None) -> None:
    """Show every item with its time against par, and the clock."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(record, desk),
        lambda width: screen.status(record, lang, width),
    )


@exam.command()
@reports
def pause(as_json: bool, lang: str | None) -> None:
    """Stop the clock; the report says for how long."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    conduct.pause(desk, conduct.required(desk))
    now = conduct.required(desk)
    reply(
        as_json, lambda: exam_state.exam(now, desk), lambda width: screen.paused(now, lang, width)
    )


@exam.command()
@click.option("--away", is_flag=True, help="Count the time since your last command as a pause.")
@reports
def resume(away: bool, as_json: bool, lang: str | None) -> None:
    """Let the clock run again."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    claimed = conduct.claim_away(desk, record) if away else None
    if not away:
        conduct.resume(desk, record)
    now = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(now, desk, resumed=True),
        lambda width: screen.resumed(now, claimed, lang, width),
    )


# -- the end -------------------------------------------------------------------------------------


@exam.command()
@reports
def submit(as_json: bool, lang: str | None) -> None:
    """End the exam and show the report."""
    from screens import exam as screen
    from screens import exam_json
    from trainer.exam import conduct, results

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    conduct.resume(desk, record)
    _grade_what_is_left(desk, record, lang)
    ended = conduct.submit(desk, conduct.required(desk))
    if not as_json and sys.stdin.isatty() and sys.stdout.isatty():
        _judge_short_answers(desk, ended, lang)
    ended = results.record(desk, ended.paper.id)  # with what was just judged
    result = exam_handed_on.write_result(desk, ended)
    if as_json:
        found = results.reported(desk, ended.paper.id)
        page, _ = exam_report.page_for(found, desk.workspace.root, None, lang)
        written = {"result": str(result.absolute()) if result else None}
        reply(True, lambda: exam_json.report(found, page, lang) | written, lambda width: [])
        return
    reply(
        False,
        dict,
        lambda width: [
            *exam_report.submitted(desk, ended.paper.id, lang, width),
            *(screen.result_written(result, lang, width) if result else []),
        ],
    )


def _grade_what_is_left(desk: Desk, record: Record, lang: str) -> None:
    """Grade the files that were changed since they were graded last: they are handed in too."""
    from grader.client import grade
    from grader.verdict import Request
    from screens.exam import core, failed_core
    from trainer.exam import conduct
    from trainer.workspace import read_code

    for given in record.answers:
        if given.item.kind != "drill" or given.outcome not in ("open", "failed"):
            continue
        spec = desk.catalogue.find(given.item.id)
        path = desk.workspace.stub(spec)
        if not path.is_file() or desk.workspace.untouched(spec):
            continue
        source = read_code(path, spec)
        if hashlib.sha256(source).hexdigest() == given.sha256:
            continue
        request = Request(spec.id, source, path.name, given.item.seed, lang, limits=limits_of(desk))
        verdict = grade(request, idle_minutes=minutes_to_idle(desk))
        facts = facts_of(verdict) | conduct.run_facts(record, failed_core(verdict), core(verdict))
        desk.ran(spec, source, verdict.outcome, facts)
        if verdict.outcome == "error":
            raise PracticeError(
                f"`{spec.id}` could not be graded, so the exam is not ended: {verdict.error}",
                verdict.remedy,
                exit_code=3,
            )


def _judge_short_answers(desk: Desk, record: Record, lang: str) -> None:
    """Hold each short answer against the model answer, as in the quiz; Ctrl-D leaves them."""
    from exercises.questions import Short, load_questions
    from screens import quiz
    from trainer.exam import conduct

    for given in conduct.unjudged(record):
        question = load_questions().find(given.item.id)
        if not isinstance(question, Short):
            continue
        typed = given.reply or ""
        reply(
            False,
            dict,
            lambda width: [
                *quiz.to_judge(question, typed, lang, width),  # noqa: B023
                *quiz.model(question, lang, width),  # noqa: B023
            ],
        )
        judgement = None
        while judgement is None:
            try:
                said = input("> ").strip().lower()
            except EOFError:
                print()
                return
            if said == "q":
                return
            judgement = quiz.JUDGEMENTS.get(said)
        conduct.judge(desk, question, judgement)


@exam.command()
@click.argument("question")
@click.argument("judgement", type=click.Choice(["right", "partly", "wrong"]))
@reports
def judge(question: str, judgement: str, as_json: bool, lang: str | None) -> None:
    """Say how right a short answer was, once the exam is over."""
    from exercises.questions import load_questions
    from screens import exam_json
    from screens import exam_report as screen
    from screens.exam import result_written
    from trainer.exam import conduct, results

    desk = open_desk()
    lang = lang or desk.settings.lang
    not_in_exam(desk, "short answers are judged when it is over")
    record = conduct.judge(desk, load_questions().find(question), cast("Judgement", judgement))
    found = results.reported(desk, record.paper.id)
    page, _ = exam_report.page_for(found, desk.workspace.root, None, lang)
    result = exam_handed_on.write_result(desk, record)
    reply(
        as_json,
        lambda: (
            exam_json.report(found, page, lang)
            | {"result": str(result.absolute()) if result else None}
        ),
        lambda width: [
            *screen.summary(found, lang, width),
            *(result_written(result, lang, width) if result else []),
        ],
    )


@exam.command()
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def abort(yes: bool, as_json: bool, lang: str | None) -> None:
    """End the exam without a report."""
    from screens import exam as screen
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    if not (yes or agreed(screen.abort_question(record, lang))):
        return
    conduct.abort(desk, record)
    reply(
        as_json,
        lambda: {"id": record.paper.id, "aborted": True},
        lambda width: screen.aborted(record, lang, width),
    )


# -- handed on, and on paper ---------------------------------------------------------------------


@exam.command()
@click.argument("file", type=click.Path(path_type=Path))
@_draws
@reports
def export(file: Path, as_json: bool, lang: str | None, **drawing: Any) -> None:
    """Draw an exam and pack it for somebody else, without solutions."""
    from screens import exam as screen
    from trainer.exam.handed_on import packed, written

    desk = open_desk()
    lang = lang or desk.settings.lang
    paper = drawn(desk, lang, drawing, fresh=True)
    if file.exists():
        raise PracticeError(f"{file} exists.", "Name another file: nothing is overwritten.")
    package = packed(paper, exam_handed_on.everything(), exam_handed_on.version(), desk.now())
    exam_handed_on.write(file, written(package))
    reply(
        as_json,
        lambda: {
            "file": str(file.absolute()),
            "id": paper.id,
            "seed": paper.seed,
            "items": [{"id": each.id, "kind": each.kind} for each in paper.items],
        },
        lambda width: screen.exported(file, len(paper.items), lang, width),
    )


def _print_on_paper(
    desk: Desk, folder: Path, as_json: bool, lang: str, drawing: dict[str, Any]
) -> None:
    from screens import exam as screen

    paper = drawn(desk, lang, drawing)
    asked = exam_handed_on.everything()
    files = exam_paper.write_sheets(folder, paper, asked, lang, desk.now())
    reply(
        as_json,
        lambda: {
            "id": paper.id,
            "seed": paper.seed,
            "sheet": str(files.sheet.absolute()),
            "answers": str(files.answers.absolute()),
            "exam": str(files.exam.absolute()),
        },
        lambda width: screen.sheets(files, paper.id, paper.seed, lang, width),
    )


exam.add_command(exam_report.report)
exam.add_command(exam_report.history)
exam.add_command(exam_report.plan)
exam.add_command(exam_handed_on.verify)
