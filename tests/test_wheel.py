"""The wheel stands on its own: installed elsewhere, it works without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT

#: Code, specs, and what the page of a report is made from.
KINDS = ("*.py", "*.yaml", "*.html", "*.css")

RIGHT = """
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.mean(torch.abs(y_pred - y_true))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return file


def test_it_holds_every_module_and_spec_and_no_test(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("commands", "exercises", "grader", "screens", "solutions", "trainer")
    files = [p for room in rooms for kind in KINDS for p in (ROOT / room).rglob(kind)]
    assert {str(file.relative_to(ROOT)) for file in files} <= names
    assert "cli.py" in names
    assert not any(name.startswith(("tests/", "bench/", "docs/")) for name in names)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel but not the checkout.

    Its dependencies are linked from the environment that runs the tests, file by file: installing
    torch once more would take minutes. What leads to the checkout is left out.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    shutil.copytree(
        sysconfig.get_path("purelib"),
        site,
        ignore=shutil.ignore_patterns("*.pth", "practice_losses*", "mypy*", "pip*"),
        copy_function=link,
        dirs_exist_ok=True,
    )
    python = folder / "bin" / "python"
    install = ["-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index", wheel]
    subprocess.run([sys.executable, *install], check=True)
    return folder / "bin"


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def test_it_serves_and_grades_outside_the_checkout(installed, tmp_path):
    runtime = tmp_path / "run"
    runtime.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    environment["XDG_RUNTIME_DIR"] = str(runtime)

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = run(installed / "python", "-P", "-c", "import cli; print(cli.__file__)").strip()
    assert Path(where).is_relative_to(installed.parent)

    practice = installed / "practice"
    run(practice, "init")
    stub = tmp_path / "practice" / "mae.py"
    assert str(stub) in run(practice, "next", "--json")
    stub.write_text(RIGHT)
    assert '"passed": true' in run(practice, "grade", "mae", "--json")
