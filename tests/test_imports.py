"""Commands that only show something load nothing heavy. Looked at in `sys.modules`, after a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

#: What takes long to import and is only needed to grade, to read YAML, or to serve pages.
TOO_HEAVY = {
    "torch", "pytest", "_pytest", "hypothesis", "safetensors", "numpy", "asyncio", "sympy",
    "markdown_it", "pygments", "http", "email", "unittest", "multiprocessing", "watchfiles",
    "jinja2", "markupsafe",
}  # fmt: skip

_RUN = """
import json, sys
import cli
code = cli.run(sys.argv[1:])
{extra}
names = sorted({{name.partition(".")[0] for name in sys.modules}})
print(json.dumps([code, names]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for command in (["init"], ["next"]):
        assert modules_of(command, folder)[0] == 0
    return folder


def modules_of(command: list[str], home: Path, extra: str = "") -> tuple[int, set[str]]:
    """The exit code of a command and the top-level modules it left loaded."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN.format(extra=extra), *command],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    return code, set(names)


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["next"],
        ["next", "--json"],
        ["list"],
        ["list", "--json"],
        ["stats"],
        ["stats", "--json"],
        ["quiz", "--json"],
        ["quiz", "--list", "--lang", "zh"],
        ["quiz", "answer", "mae-by-hand", "1.5"],
        ["show", "ce"],
        ["show", "focal", "--lang", "zh"],
        ["hint"],
        ["hint", "--json"],
        ["reset", "mae"],
        ["undo"],
        ["solution", "mae", "--yes"],
        ["server", "status"],
        ["why", "ce"],
        ["plan"],
        ["bury", "ce"],
        ["resume", "mse"],
        ["watch", "--help"],
        ["cohort", "grade", "--help"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded(command, home):
    if command[0] == "resume":  # here, since `undo` may have come before it or not
        modules_of(["bury", "mse"], home)
    code, names = modules_of(command, home)
    assert code == 0
    assert names & TOO_HEAVY == set()


def test_something_heavy_would_be_seen(home):
    assert "asyncio" in modules_of(["list"], home, extra="import asyncio")[1] & TOO_HEAVY
