"""Our modules compiled, as an installer leaves them and a first command would.

Where PYTHONDONTWRITEBYTECODE is set, each command compiles all it loads again: half of the time
of a short one.
"""

from __future__ import annotations

import compileall
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def compile_ours() -> None:
    """Write the bytecode of what is installed with the command, where it is missing or old."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]:
        place = ROOT / name
        compile_ = compileall.compile_dir if place.is_dir() else compileall.compile_file
        compile_(place, quiet=2)
