"""The ``practice`` command: options in, calls, exit code out.

Every command imports what it needs when it runs: `practice next` must not pay for what only
`practice grade` uses, and nothing here ever imports torch.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from commands.frame import (
    OUTCOMES,
    Exit,
    Unwritten,
    agreed,
    chosen_spec,
    completes_exercise,
    desk_if_any,
    facts_of,
    limits_of,
    minutes_to_idle,
    names_exercise,
    narrows,
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.errors import PracticeError
from screens.streams import nobody_reads, open_closed_streams, width_of

if TYPE_CHECKING:
    from exercises.spec import Spec
    from grader.verdict import Verdict
    from trainer.drills import Drill
    from trainer.rating import Grade


#: The help is at least 50 wide, whatever it is told.
_CLICKS_WIDTH = 52


class _Help(click.HelpFormatter):
    """click's help, whose lines are at least some fifty wide, on a narrower terminal too."""

    def getvalue(self) -> str:
        from rich.text import Text

        from screens.wrapping import wrap

        lines = []
        for line in super().getvalue().splitlines():
            indent = line[: min(len(line) - len(line.lstrip()), self.width // 2)]
            lines += [t.plain for t in wrap(Text(line.strip()), self.width, indent, indent)] or [""]
        return "\n".join(lines) + "\n"


class Practice(click.Group):
    """The commands below, and those that are imported when they are typed."""

    #: Command -> the module that holds it, under its own name.
    ELSEWHERE: ClassVar[dict[str, str]] = {
        "bury": "commands.aside",
        "calendar": "commands.calendars",
        "cohort": "commands.cohort",
        "config": "commands.config",
        "edit": "commands.edit",
        "exam": "commands.exam.start",
        "export": "commands.exports",
        "fit": "commands.fitting",
        "list": "commands.listing",
        "pack": "commands.pack",
        "plan": "commands.plan",
        "quiz": "commands.quiz",
        "resume": "commands.aside",
        "stats": "commands.stats",
        "suspend": "commands.aside",
        "undo": "commands.undoing",
        "why": "commands.why",
    }

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, but where there is little room nothing is cut off."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(200)) for name, each in found if each is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.ELSEWHERE:
            command: click.Command = getattr(import_module(self.ELSEWHERE[cmd_name]), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Practice, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="practice-losses", prog_name="practice")
@click.option("--no-pager", is_flag=True, help="Print what does not fit, without a pager.")
def practice(no_pager: bool) -> None:
    """Write loss functions by hand, be graded, and see each again before it is forgotten.

    `practice next` serves a drill; `practice grade` grades it.
    """
    if no_pager:
        os.environ["PAGER"] = ""


@practice.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@reports
def init(folder: Path | None, as_json: bool, lang: str | None) -> None:
    """Make a workspace for your code and history."""
    from screens import messages
    from trainer.workspace import Workspace

    root = Workspace.place(folder, Path.cwd(), os.environ)
    workspace, made = Workspace.create(root, lang or "en")
    settings = workspace.settings()  # those of a workspace that was there may be wrong
    lang = lang or settings.lang
    reply(
        as_json,
        lambda: {"workspace": str(root), "created": made},
        lambda width: messages.workspace_ready(root, made, lang, width),
    )


@practice.command(name="next")
@click.option("--skip", is_flag=True, help="Give up the current drill: it is rated Again.")
@click.option(
    "--from",
    "start",
    metavar="EXERCISE",
    shell_complete=completes_exercise,
    help="Begin at this exercise: what it builds on counts as known.",
)
@narrows
@reports
def next_(
    skip: bool,
    start: str | None,
    track: str | None,
    family: str | None,
    level: int | None,
    due: bool,
    new: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Serve the drill most worth writing now.

    What you narrow it to is served beyond the places of the day.
    """
    from screens import report, serving
    from trainer import drills
    from trainer.choosing import Choice, asked_for
    from trainer.leech import advice

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    choice = Choice(track, family, level, due, new)
    if start is not None and choice != Choice():
        raise PracticeError("`--from` names the exercise already.", "Leave the other options out.")
    among = asked_for(desk, choice)
    given_up = drills.skip(desk) if skip else None
    known: list[Spec] = []
    drill: Drill | None
    if start is None:
        drill = drills.next_drill(desk, lang, among)
    else:
        drill, known = drills.begin_from(desk, desk.catalogue.find(start), lang)
    reply(
        as_json,
        lambda: report.served(
            drill,
            given_up,
            desk.next_due(among),
            lang,
            desk.settings.formula == "shown",
            known,
            desk.backlog(),
            desk.held_back() if drill is None else None,
            advice(desk.state(), drill.spec, desk.catalogue, desk.today.isoformat())
            if drill
            else None,
            desk.work(),
        ),
        lambda width: [
            *serving.counted_as_known(known, desk, lang, width),
            *serving.served(drill, given_up, desk, lang, width, among=among),
        ],
        paged=True,
    )


@practice.command()
@click.argument("exercises", nargs=-1, required=True, shell_complete=completes_exercise)
@reports
def know(exercises: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Say that you know exercises: each counts as passed once."""
    from screens import report, serving
    from trainer import drills

    desk = open_desk()
    not_in_exam(desk, "what you know is said before or after it")
    lang = lang or desk.settings.lang
    asked = [desk.catalogue.find(name) for name in exercises]
    known = drills.know(desk, asked)
    reply(
        as_json,
        lambda: report.known(known, desk),
        lambda width: serving.known(asked, known, desk, lang, width),
    )


@practice.command()
@names_exercise
@reports
def extra(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Write a drill once more; nothing is rated."""
    from screens import report, serving
    from trainer import drills

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    drill = drills.extra(desk, desk.catalogue.find(exercise) if exercise else None, lang)
    reply(
        as_json,
        lambda: report.served(drill, None, desk.next_due(), lang),
        lambda width: serving.served(drill, None, desk, lang, width),
        paged=True,
    )


@practice.command()
@names_exercise
@click.option("--formula", is_flag=True, help="The formula alone.")
@reports
def show(exercise: str | None, formula: bool, as_json: bool, lang: str | None) -> None:
    """Show all about an exercise without serving it.

    While a drill is being written that you have passed on two days, the formula is a hint.
    """
    from exercises import prose
    from screens import messages, report, statement
    from trainer import aid

    desk = desk_if_any()
    if desk is not None:
        not_in_exam(desk, "`practice exam next` shows what is on it")
    spec = chosen_spec(desk, exercise)
    lang = lang or (desk.settings.lang if desk else "en")
    path = desk.workspace.stub(spec) if desk else None
    costs = aid.saw_formula(desk, spec) if desk else False
    cost = messages.formula_cost(lang) if costs else ""
    if formula:
        told = {"exercise": spec.id, "formula": prose.part(spec, "formula", lang), "costs": costs}
        reply(
            as_json,
            lambda: told,
            lambda width: [*statement.formula(spec, lang, width), *messages.closing(cost, width)],
        )
        return
    reply(
        as_json,
        lambda: report.exercise(spec, path, lang),
        lambda width: [
            *statement.statement(spec, path, lang, width),
            *messages.closing(cost, width),
        ],
        paged=True,
    )


@practice.command()
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


@practice.command()
@names_exercise
@reports
def hint(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Give the next hint and say what it costs."""
    from screens import messages, report
    from trainer import aid

    desk = open_desk()
    not_in_exam(desk, "there are no hints in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    given = aid.hint(desk, spec)
    reply(
        as_json,
        lambda: report.hint(given, spec, lang),
        lambda width: messages.hint(given, spec, desk.today, lang, width),
    )


@practice.command()
@names_exercise
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def solution(exercise: str | None, yes: bool, as_json: bool, lang: str | None) -> None:
    """Show the model answer; the drill is rated Again."""
    from exercises.answer import model_answer
    from screens import messages, report
    from trainer import aid

    desk = open_desk()
    not_in_exam(desk, "there are no solutions in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    answer = model_answer(spec)
    if not (
        yes or agreed(messages.solution_cost(spec, aid.costs_nothing(desk, spec), desk.today, lang))
    ):
        return
    result = aid.reveal(desk, spec)
    reply(
        as_json,
        lambda: report.solution(spec, answer, result),
        lambda width: messages.solution(spec, answer, result, desk.today, lang, width),
        paged=True,
    )


@practice.command()
@click.argument("exercise", shell_complete=completes_exercise)
@reports
def reset(exercise: str, as_json: bool, lang: str | None) -> None:
    """Start a file anew; what was in it is kept."""
    from screens import messages, report

    desk = open_desk()
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    path, kept = desk.workspace.stub(spec), desk.reset(spec, lang)
    reply(
        as_json,
        lambda: report.reset(spec, path, kept),
        lambda width: messages.reset(path, kept, lang, width),
    )


@practice.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@reports
def import_(file: Path, as_json: bool, lang: str | None) -> None:
    """Add what another history or an export holds."""
    from screens import messages
    from trainer.merge import merge

    desk = open_desk()
    not_in_exam(desk, "a history is put together afterwards")
    lang = lang or desk.settings.lang
    merged = merge(desk.history.file, file, desk.now())
    reply(
        as_json,
        lambda: {"added": merged.added, "kept": str(merged.kept) if merged.kept else None},
        lambda width: messages.merged(merged, file, lang, width),
    )


@practice.command()
@click.option("--repair", is_flag=True, help="Put back what a backup of the history holds.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def doctor(repair: bool, yes: bool, as_json: bool, lang: str | None) -> Exit:
    """Say what is broken or missing, and what it means."""
    from grader.client import inspect
    from screens import report
    from screens.findings import findings
    from trainer.health import Finding, examine

    if repair:
        _repair(yes, as_json, lang or "en")
    found = list(examine(Path.cwd(), os.environ))
    found += [Finding(each.name, each.ok, each.detail) for each in inspect()]
    reply(
        as_json,
        lambda: report.findings(found),
        lambda width: findings(found, lang or "en", width),
    )
    broken = {each.name for each in found if each.ok is False}
    if broken == {"settings"}:
        return Exit.USAGE  # as from every other command
    return Exit.FAULT if broken else Exit.DONE


def _repair(yes: bool, as_json: bool, lang: str) -> None:
    """Make anew a state that is not what the facts make, and put back what a backup holds and the
    history lacks, when there is such a thing."""
    from datetime import datetime

    from screens import messages
    from trainer.health import made_anew
    from trainer.repair import carry_out, offer
    from trainer.workspace import Workspace

    file = Workspace.find(Path.cwd(), os.environ).private / "history.sqlite3"
    found = offer(file)
    if found is None and made_anew(file):
        if not as_json:
            reply(False, dict, lambda width: messages.state_made_anew(lang, width))
        return
    if found is None:
        raise PracticeError("No backup holds anything that the history lacks.", "")
    if not (yes or agreed(messages.repair_offer(found, lang))):
        return
    kept = carry_out(file, found, datetime.now().astimezone())
    if not as_json:
        reply(False, dict, lambda width: messages.repaired(found, kept, lang, width))


@practice.command()
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


@practice.command()
@click.argument("what", type=click.Choice(["status", "stop"]))
@reports
def server(what: str, as_json: bool, lang: str | None) -> None:
    """Look at the warm server, or stop it."""
    import msgspec

    from grader import service
    from screens.server import server

    desk = desk_if_any()
    lang = lang or (desk.settings.lang if desk else "en")
    found = msgspec.to_builtins(service.stop() if what == "stop" else service.status())
    reply(as_json, lambda: found, lambda width: server(found, what == "stop", lang, width))


def main() -> None:
    """The installed command."""
    open_closed_streams()
    gc.disable()  # it ends before its garbage matters; collecting while importing took 4 ms
    code = run(sys.argv[1:])
    with contextlib.suppress(OSError, ValueError):  # it may be closed
        sys.stderr.flush()
    # Everything is committed and written: taking the interpreter apart would take 9 ms.
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; the one place where errors become text."""
    try:
        width = width_of(os.environ)
        if width < _CLICKS_WIDTH:
            click.Context.formatter_class = _Help
        code = practice.main(
            args=arguments, prog_name="practice", standalone_mode=False,
            terminal_width=width if width < _CLICKS_WIDTH else None,
        )  # fmt: skip
        sys.stdout.flush()
        _say_what_was_set_aside()
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except (SystemExit, BrokenPipeError):
        # No command of ours leaves by SystemExit: it is how click ends at a closed pipe, for the
        # help and for what goes on until somebody leaves. See `commands.frame.reply` for the rest.
        return Exit.DONE
    except Exception as failure:
        from screens.error import explained, failed_call, show_error

        error = failure
        if isinstance(failure, OSError) and failed_call(failure).endswith((".write", ".flush")):
            error = Unwritten(failure)  # click's own help
            nobody_reads(sys.stdout)
        message, remedy, code = explained(error)
        with contextlib.suppress(OSError):  # even a closed terminal gets its exit code
            as_json = "--json" in arguments and not isinstance(error, Unwritten)
            show_error(message, remedy, as_json)
    return int(code or Exit.DONE)


def _say_what_was_set_aside() -> None:
    """Facts of the history that this command could not read: nothing else was held up."""
    history = sys.modules.get("trainer.history")
    aside = history.SET_ASIDE if history is not None else {}
    if aside and "doctor" not in sys.argv:
        numbers = ", ".join(map(str, sorted(aside)[:5])) + (", ..." if len(aside) > 5 else "")
        with contextlib.suppress(OSError):
            sys.stderr.write(
                f"Of the history, fact {numbers} cannot be read and was set aside; all others "
                "count. `practice doctor` says more.\n"
            )


if __name__ == "__main__":
    main()
