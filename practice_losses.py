"""Where the installed command begins: apart from the caller's PYTHONPATH, then `cli.main`.

What stands on that path is for the caller's own programs: a `click.py` or a `cli.py` there must
not be taken for ours. This module has the name of the distribution, which nobody else's has.
"""

from __future__ import annotations

import os
import site
import sys


def main() -> None:
    """The installed command."""
    _leave_the_callers_path()
    import cli

    cli.main()


def _leave_the_callers_path() -> None:
    """Drop what PYTHONPATH added; whatever is ours or Python's own stays, wherever else it is
    named."""
    if "PYTHONPATH" not in os.environ or sys.flags.ignore_environment:
        return
    own = (os.path.dirname(__file__), os.path.dirname(os.__file__), *site.getsitepackages())  # noqa: PTH120
    callers = {os.path.abspath(each) for each in os.environ["PYTHONPATH"].split(os.pathsep)}  # noqa: PTH100
    sys.path[:] = [each for each in sys.path if each in own or each not in callers]
