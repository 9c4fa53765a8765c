"""The ``practice`` command: finds what was typed, runs it, and turns errors into text.

The commands stand in `commands/`, each imported when it is typed and importing what it needs when
it runs: `practice next` must not pay for what only `practice grade` uses, and nothing here ever
imports torch.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from typing import ClassVar

import click

from commands.frame import Exit, Unwritten
from exercises.environment import HERE
from screens.streams import nobody_reads, open_closed_streams

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
    """The commands, each imported when it is typed."""

    #: Command -> the module that holds it, under its own name; with a `_` where Python has it.
    MODULES: ClassVar[dict[str, str]] = {
        "bury": "commands.aside",
        "calendar": "commands.calendars",
        "cohort": "commands.cohort",
        "config": "commands.config",
        "doctor": "commands.health",
        "edit": "commands.edit",
        "exam": "commands.exam.start",
        "export": "commands.exports",
        "extra": "commands.serving",
        "fit": "commands.fitting",
        "grade": "commands.grading",
        "hint": "commands.showing",
        "import": "commands.exports",
        "init": "commands.workspace",
        "know": "commands.serving",
        "list": "commands.listing",
        "next": "commands.serving",
        "pack": "commands.pack",
        "plan": "commands.plan",
        "quiz": "commands.quiz",
        "reset": "commands.workspace",
        "resume": "commands.aside",
        "server": "commands.health",
        "show": "commands.showing",
        "solution": "commands.showing",
        "stats": "commands.stats",
        "suspend": "commands.aside",
        "undo": "commands.undoing",
        "watch": "commands.grading",
        "why": "commands.why",
    }

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, but where there is little room nothing is cut off."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(200)) for name, each in found if each is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.MODULES])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.MODULES:
            held = vars(import_module(self.MODULES[cmd_name]))
            command: click.Command = held.get(cmd_name) or held[f"{cmd_name}_"]
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
        width = HERE.width()
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
