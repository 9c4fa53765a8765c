"""Which files a candidate may open: the standard library's, and no others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.candidate import landlock

pytestmark = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")


def test_rules_go_around_what_is_hidden(tmp_path: Path) -> None:
    for name in ("a/b/open.txt", "a/b/secret/x.txt", "a/c.txt", "d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    around = {
        str(path.relative_to(tmp_path))
        for path in landlock.around(tmp_path, [tmp_path / "a/b/secret"])
    }
    assert around == {"a/b/open.txt", "a/c.txt", "d"}


def test_nothing_hidden_means_one_rule(tmp_path: Path) -> None:
    assert list(landlock.around(tmp_path, [Path("/elsewhere")])) == [tmp_path]
    assert list(landlock.around(tmp_path, [tmp_path])) == []


_ALONE = """
import os, sys
from pathlib import Path
from grader.candidate import landlock
folder = Path(sys.argv[1])
rules = landlock.ruleset([folder / "open"], [Path("/dev/null")])
assert landlock.enter(rules)
found = []
def attempt(act):
    try:
        act()
        found.append("done")
    except OSError as error:
        found.append(type(error).__name__)
attempt(lambda: open(folder / "open" / "x").read())
attempt(lambda: open(folder / "shut" / "x").read())
attempt(lambda: open(folder / "open" / "x", "w"))
attempt(lambda: open(folder / "open" / "new", "w"))
attempt(lambda: os.remove(folder / "open" / "x"))
attempt(lambda: os.mkdir(folder / "open" / "new"))
attempt(lambda: os.listdir(folder / "open"))
attempt(lambda: os.listdir(folder))
attempt(lambda: open("/dev/null", "w").write("x"))
attempt(lambda: os.truncate(folder / "open" / "x", 0))
print(",".join(found))
"""


def test_reading_is_allowed_inside_and_nothing_else_anywhere(tmp_path: Path) -> None:
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text("text")
    root = Path(landlock.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    no = "PermissionError"
    assert done.stdout.strip() == ",".join(["done", no, no, no, no, no, "done", no, "done", no])
    assert (tmp_path / "open" / "x").read_text() == "text"


_WHOLE = """
import json, os, sys
from grader.candidate import confine, landlock
assert landlock.enter(confine.Confinement().rules)
found = []
for path in json.loads(sys.argv[1]):
    try:
        os.close(os.open(path, os.O_RDONLY))
        found.append("open")
    except OSError:
        found.append("shut")
print(json.dumps(found))
"""


def test_of_this_machine_only_the_library_may_be_read() -> None:
    import torch

    root, packages = Path(landlock.__file__).parents[2], Path(torch.__file__).parents[1]
    shut = [
        root / "solutions" / "ce.py", root / "solutions", root / "grader" / "checks",
        root / "exercises" / "classification" / "ce.yaml", root / "pyproject.toml",
        packages / "torch" / "nn" / "functional.py", packages / "torch" / "_decomp",
        packages / "torch" / "testing" / "_internal" / "common_nn.py", packages / "pytest",
        Path("/etc/passwd"), Path("/proc/self/maps"), Path("/proc/1/environ"), Path("/tmp"),
        Path.home(), Path("/"),
    ]  # fmt: skip
    opened = [Path(os.__file__), Path("/dev/urandom"), Path(json.__file__).parent]
    done = subprocess.run(
        [sys.executable, "-c", _WHOLE, json.dumps([str(p) for p in (*shut, *opened)])],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    answers = dict(zip((*shut, *opened), json.loads(done.stdout), strict=True))
    assert [p for p in shut if answers[p] == "open"] == []
    assert [p for p in opened if answers[p] == "shut"] == []
