"""The ``practice`` command: options in, calls, exit code out.

Every command imports what it needs when it runs: `practice next` must not pay for what only
`practice grade` uses, and nothing here ever imports torch.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import Any

import click

from exercises.errors import PracticeError


class Exit(IntEnum):
    """What the exit code of the command means."""

    DONE = 0
    NOT_PASSED = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130
    NOBODY_READS = 141


Command = Callable[..., Any]


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def lang_option(command: Command) -> Command:
    return click.option(
        "--lang", type=click.Choice(["en", "zh"]), help="English or Chinese, for this command."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="practice-losses", prog_name="practice")
def practice() -> None:
    """Write loss functions by hand, be graded, and see each again when it is about to be forgotten.

    `practice next` serves a drill, `practice grade` grades it.
    """


def main() -> None:
    """The installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; the one place where errors become text."""
    as_json = "--json" in arguments
    try:
        code = practice.main(args=arguments, prog_name="practice", standalone_mode=False)
        sys.stdout.flush()
    except PracticeError as error:
        return _said(error.message, error.remedy, as_json, Exit(error.exit_code))
    except click.UsageError as error:
        return _said(error.format_message(), _usage(error), as_json, Exit.USAGE)
    except click.ClickException as error:
        return _said(error.format_message(), "", as_json, Exit.USAGE)
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Nothing more can be written; Python would try once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.NOBODY_READS
    except OSError as error:
        what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
        return _said(
            f"The system refused: {what}.",
            "`practice doctor` looks for the cause.",
            as_json,
            Exit.FAULT,
        )
    except Exception as error:
        from screens.error import keep_details

        kept = keep_details(error)
        where = f" The details are in {kept}." if kept else ""
        return _said(
            f"`practice` failed with something unforeseen: {type(error).__name__}.{where}",
            "`practice doctor` checks the installation; please report this with that file.",
            as_json,
            Exit.FAULT,
        )
    return int(code or Exit.DONE)


def _said(message: str, remedy: str, as_json: bool, code: Exit) -> Exit:
    from screens.error import show_error

    with contextlib.suppress(OSError):  # even a closed terminal gets its exit code
        show_error(message, remedy, as_json)
    return code


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "practice"
    return f"`{command} --help` shows how it is used."


if __name__ == "__main__":
    main()
