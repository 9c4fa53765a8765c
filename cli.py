"""The ``practice`` command: options in, calls, exit code out.

Every command imports what it needs when it runs: `practice next` must not pay for what only
`practice grade` uses, and nothing here ever imports torch.
"""

from __future__ import annotations

import os
import site
import sys

# What stands on the caller's PYTHONPATH is for the caller's own programs: a `msgspec.py` there
# must not be taken for ours. Whatever is ours or Python's own stays, wherever else it is named.
_OWN = (os.path.dirname(__file__), os.path.dirname(os.__file__), *site.getsitepackages())  # noqa: PTH120
_CALLERS = {os.path.abspath(entry) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep)}  # noqa: PTH100
if "PYTHONPATH" in os.environ and not sys.flags.ignore_environment:
    sys.path[:] = [each for each in sys.path if each in _OWN or each not in _CALLERS]

import contextlib
import gc
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
    not_in_exam,
    open_desk,
    reply,
    reports,
)
from exercises.errors import PracticeError
from screens.streams import open_closed_streams, width_of

if TYPE_CHECKING:
    from exercises.spec import Spec
    from grader.verdict import Verdict


class Practice(click.Group):
    """The commands below, and those that are imported when they are typed."""

    #: Command -> the module that holds it, under its own name.
    ELSEWHERE: ClassVar[dict[str, str]] = {
        "config": "commands.config",
        "edit": "commands.edit",
        "exam": "commands.exam",
        "quiz": "commands.quiz",
    }

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
@reports
def next_(skip: bool, as_json: bool, lang: str | None) -> None:
    """Serve the drill most worth writing now."""
    from screens import report, serving

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    given_up = desk.skip() if skip else None
    drill = desk.next(lang)
    reply(
        as_json,
        lambda: report.served(
            drill, given_up, desk.next_due(), lang, desk.settings.formula == "shown"
        ),
        lambda width: serving.served(drill, given_up, desk, lang, width),
        paged=True,
    )


@practice.command()
@names_exercise
@reports
def extra(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Write a drill once more; nothing is rated."""
    from screens import report, serving

    desk = open_desk()
    not_in_exam(desk, "`practice exam next` turns to its next item")
    lang = lang or desk.settings.lang
    drill = desk.extra(desk.catalogue.find(exercise) if exercise else None, lang)
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

    desk = desk_if_any()
    if desk is not None:
        not_in_exam(desk, "`practice exam next` shows what is on it")
    spec = chosen_spec(desk, exercise)
    lang = lang or (desk.settings.lang if desk else "en")
    path = desk.workspace.stub(spec) if desk else None
    costs = desk.saw_formula(spec) if desk else False
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
@reports
def grade(
    exercise: str | None,
    file: Path | None,
    no_record: bool,
    seed: int | None,
    as_json: bool,
    lang: str | None,
) -> Exit:
    """Grade what you wrote."""
    from grader.client import ask
    from grader.verdict import Request
    from screens.notice import Notice, starting
    from trainer.desk import fresh_seed
    from trainer.workspace import read_code

    desk = open_desk() if file is None else desk_if_any()
    if desk is not None and desk.state().exam is not None:
        from commands.exam_grade import grade_in_exam

        return grade_in_exam(desk, exercise, file, not no_record, as_json, lang)
    spec = chosen_spec(desk, exercise)
    path = file or (desk or open_desk()).workspace.stub(spec)
    source = read_code(path, spec)
    lang = lang or (desk.settings.lang if desk else "en")
    limits = limits_of(desk)
    recorder = None if no_record else desk
    drawn = recorder.sit(spec) if recorder else fresh_seed()
    seed = drawn if seed is None else seed
    request = Request(spec.id, source, path.name, seed, lang, limits=limits)
    with Notice(starting(lang), quiet=as_json) as notice:
        answer = ask(request, idle_minutes=minutes_to_idle(desk), cold=notice.show)
        import_module("screens.terminal")  # while the grader works
        from screens.outcome import outcome

        verdict = answer()
    result = recorder.ran(spec, source, verdict.outcome, facts_of(verdict)) if recorder else None
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

    desk = open_desk()
    not_in_exam(desk, "there are no hints in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    given = desk.hint(spec)
    reply(
        as_json,
        lambda: report.hint(given, spec, lang),
        lambda width: messages.hint(given, spec, lang, width),
    )


@practice.command()
@names_exercise
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def solution(exercise: str | None, yes: bool, as_json: bool, lang: str | None) -> None:
    """Show the model answer; the drill is rated Again."""
    from exercises.answer import model_answer
    from screens import messages, report

    desk = open_desk()
    not_in_exam(desk, "there are no solutions in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    answer = model_answer(spec)
    if not (yes or agreed(messages.solution_cost(spec, desk.costs_nothing(spec), lang))):
        return
    result = desk.reveal(spec)
    reply(
        as_json,
        lambda: report.solution(spec, answer, result),
        lambda width: messages.solution(spec, answer, result, desk.today, lang, width),
        paged=True,
    )


@practice.command(name="list")
@reports
def list_(as_json: bool, lang: str | None) -> None:
    """List the exercises and where you stand."""
    from screens import report
    from screens.listing import listing

    desk = open_desk()
    lang = lang or desk.settings.lang
    standings, questions = desk.standings(), desk.questions_due()
    reply(
        as_json,
        lambda: report.listing(standings, questions, lang),
        lambda width: listing(standings, lang, width, desk.today, questions),
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


@practice.command()
@reports
def undo(as_json: bool, lang: str | None) -> None:
    """Take back what was recorded last."""
    from screens import messages, report

    desk = open_desk()
    not_in_exam(desk, "what happens in it is not taken back")
    lang = lang or desk.settings.lang
    fact = desk.undo()
    reply(as_json, lambda: report.undone(fact), lambda width: messages.undone(fact, lang, width))


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
    """Put back what a backup holds and the history lacks, when there is such a thing."""
    from datetime import datetime

    from screens import messages
    from trainer.repair import carry_out, offer
    from trainer.workspace import Workspace

    file = Workspace.find(Path.cwd(), os.environ).private / "history.sqlite3"
    found = offer(file)
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
    from watching.session import Watch

    gc.enable()  # this one stays
    desk = open_desk()
    not_in_exam(desk, "`practice grade` says what may be said in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    limits, idle_minutes = limits_of(desk), minutes_to_idle(desk)
    server = Starting(idle_minutes)

    def graded(spec: Spec, source: bytes, seed: int) -> Verdict:
        server.wait()
        path = desk.workspace.stub(spec)
        request = Request(spec.id, source, path.name, seed, lang, limits=limits)
        return judge(request, idle_minutes=idle_minutes)

    Watch(desk, spec, lang, graded, facts_of, as_json).run()


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
        code = practice.main(
            args=arguments, prog_name="practice", standalone_mode=False,
            terminal_width=width if width < 52 else None,  # click's help is at least 50 wide
        )  # fmt: skip
        sys.stdout.flush()
        _say_what_was_set_aside()
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except (SystemExit, BrokenPipeError):
        # No command of ours leaves by SystemExit: it is how click ends at a closed pipe, for the
        # help and for what goes on until somebody leaves. See `commands.frame.reply` for the rest.
        return Exit.DONE
    except Exception as error:
        from screens.error import explained, show_error

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
