"""The table at the end of a run says where its time went."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

_CONFTEST = """
pytest_plugins = ["tests.costs"]
from tests import costs
costs._WORTH_A_TABLE = 0.2
"""
#: Half a second of the processor's time in a process that is waited for.
_BUSY = """
import subprocess, sys
def test_busy():
    work = "import time\\nwhile time.process_time() < 0.5: pass"
    subprocess.run([sys.executable, "-S", "-c", work], check=True)
"""
_WAITING = """
import time, pytest
@pytest.fixture
def late():
    time.sleep(0.6)
@pytest.mark.parametrize("number", [1, 2])
def test_waiting(late, number): pass
"""


def _run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _rows(output: str) -> dict[str, tuple[int, float, float]]:
    _, table = output.split("what each part costs")
    rows = [line.split() for line in table.splitlines()[2:] if len(line.split()) == 4]
    return {name: (int(tests), float(wall), float(of)) for name, tests, wall, of in rows}


def test_folders_and_files_are_told_apart_by_what_they_cost(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    for name, text in (("busy", _BUSY), ("waiting", _WAITING)):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / f"test_{name}.py").write_text(text)
    for workers in ([], ["-n", "2"]):
        rows = _rows(_run(tmp_path, *workers))
        assert set(rows) == {"tests/busy", "test_busy.py", "tests/waiting", "test_waiting.py"}
        tests, wall, processor = rows["tests/busy"]
        assert tests == 1
        assert wall >= processor * 0.9
        assert processor >= 0.4
        tests, wall, processor = rows["tests/waiting"]
        assert tests == 2
        assert wall >= 1.2  # a fixture is part of what a test costs
        assert processor <= 0.5


def test_a_short_run_gets_no_table(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    (tmp_path / "test_nothing.py").write_text("def test_nothing(): pass\n")
    assert "what each part costs" not in _run(tmp_path)
