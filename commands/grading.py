"""``practice grade`` and ``watch``: what was written is graded, once or on every save."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.frame import (
    OUTCOMES,
    Exit,
    chosen_spec,
    desk_if_any,
    facts_of,
    limits_of,
    minutes_to_idle,
    names_exercise,
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.spec import Spec
    from grader.verdict import Verdict
    from trainer.rating import Grade


@click.command()
@names_exercise
@click.option("--file", type=click.Path(path_type=Path), help="Grade this file instead.")
@click.option("--no-record", is_flag=True, help="Leave the history alone.")
@click.option("--seed", type=click.IntRange(0), help="Draw the hidden inputs from this seed.")
@click.option(
    "--rate",
    type=click.Choice(["again", "hard", "good", "easy"]),
    help="If it passes, rate it so: lower freely, higher by one step.",
)
@reports
def grade(
    exercise: str | None,
    file: Path | None,
    no_record: bool,
    seed: int | None,
    rate: Grade | None,
    as_json: bool,
    lang: str | None,
) -> Exit:
    """Grade what you wrote."""
    from grader.client import ask
    from grader.verdict import Request
    from screens.notice import Notice, starting
    from trainer import runs
    from trainer.drills import fresh_seed
    from trainer.workspace import read_code

    desk = open_desk() if file is None else desk_if_any()
    if desk is not None and desk.in_exam():
        from commands.exam.grade import grade_in_exam

        if rate is not None:
            raise PracticeError("In an exam nothing is rated by you.", "Leave `--rate` out.")
        return grade_in_exam(desk, exercise, file, not no_record, as_json, lang)
    spec = chosen_spec(desk, exercise)
    path = file or (desk or open_desk()).workspace.stub(spec)
    source = read_code(path, spec)
    lang = lang or (desk.settings.lang if desk else "en")
    limits = limits_of(desk)
    recorder = None if no_record else desk
    drawn = runs.sit(recorder, spec) if recorder else fresh_seed()
    seed = drawn if seed is None else seed
    request = Request(spec.id, source, path.name, seed, lang, limits=limits)
    with Notice(starting(lang), quiet=as_json) as notice:
        answer = ask(request, idle_minutes=minutes_to_idle(desk), cold=notice.show)
        import_module("screens.terminal")  # while the grader works
        from screens.outcome import outcome

        verdict = answer()
    facts = facts_of(verdict) | ({"asked": rate} if rate else {})
    result = runs.ran(recorder, spec, source, verdict.outcome, facts) if recorder else None
    if verdict.outcome == "error" and not as_json:
        raise PracticeError(verdict.error or "There is no verdict.", verdict.remedy, Exit.FAULT)
    reply(
        as_json,
        lambda: import_module("screens.report").verdict(verdict, path, result),
        lambda width: outcome(verdict, spec, source, path, lang, width, desk, result),
        paged=True,
    )
    return OUTCOMES[verdict.outcome]


@click.command()
@names_exercise
@reports
def watch(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Grade on every save, until you quit."""
    from grader.client import grade as judge
    from grader.service import Starting
    from grader.verdict import Request
    from trainer import drills
    from watching.session import Watch

    gc.enable()  # this one stays
    desk = open_desk()
    not_in_exam(desk, "`practice grade` says what may be said in one")
    lang = lang or desk.settings.lang
    drill = drills.next_drill(desk, lang) if exercise is None and desk.current() is None else None
    spec = drill.spec if drill else chosen_spec(desk, exercise)
    limits, idle_minutes = limits_of(desk), minutes_to_idle(desk)
    server = Starting(idle_minutes)

    def graded(spec: Spec, source: bytes, seed: int) -> Verdict:
        server.wait()
        path = desk.workspace.stub(spec)
        request = Request(spec.id, source, path.name, seed, lang, limits=limits)
        return judge(request, idle_minutes=idle_minutes)

    Watch(desk, spec, lang, graded, facts_of, as_json, drill).run()
