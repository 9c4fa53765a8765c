"""Limits of the process itself, and what the platform's layers are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from grader.candidate import confine, seatbelt
from tests.grader.candidate.conftest import Inside
from tests.places import ROOT


def test_memory_is_bounded(inside: Inside) -> None:
    code = "import torch\nresult = torch.ones(1 << 24).numel()"
    assert inside(code) == 1 << 24
    assert "allocate memory" in inside(code, limits={"memory_mb": 32})["text"]


def test_the_kernel_ends_it_when_nobody_else_does(inside: Inside) -> None:
    code = "import resource\nresult = resource.getrlimit(resource.RLIMIT_CPU)"
    assert inside(code, limits={"seconds_per_grade": 30}) == [35, 35]


@pytest.mark.parametrize(
    ("name", "limit"),
    [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NOFILE", 64), ("RLIMIT_NPROC", 0)],
)
def test_limits_are_hard(inside: Inside, name: str, limit: int) -> None:
    code = f"import resource\nresult = resource.getrlimit(resource.{name})"
    assert inside(code) == [limit, limit]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has capabilities")
def test_root_keeps_no_power_but_reading() -> None:
    code = (
        "from grader.candidate import confine; confine.drop_capabilities();"
        "print([l.split()[1] for l in open('/proc/self/status') if l.startswith('CapEff')][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout, 16) in (0, 1 << 2)  # CAP_DAC_READ_SEARCH


def readable(path: str) -> bool:
    return any(
        any(path.startswith(f"{root}/") for root in group.roots)
        and not any(path.startswith(f"{hidden}/") for hidden in group.hidden)
        for group in (confine.library(), confine.packages())
    )


def test_what_may_be_read_holds_nothing_of_ours() -> None:
    assert readable(os.__file__)
    assert not any(readable(f"{package}/x.py") for package in confine.own_packages())


def test_nothing_of_torch_may_be_read() -> None:
    """Its sources hold losses, whose text could be compiled again, past the guard."""
    folder = Path(torch.__file__).parent
    assert not [path for path in folder.rglob("*.py") if readable(str(path))]


def test_the_profile_for_seatbelt_allows_first_and_quotes_paths() -> None:
    lines = seatbelt.profile(['/a "b"\\c'], ["/dev/null"]).splitlines()
    assert lines[:2] == ["(version 1)", "(allow default)"]
    assert "(deny network*)" in lines
    assert lines.index("(deny file-write*)") < lines.index(
        '(allow file-write* (literal "/dev/null"))'
    )
    assert lines[-1] == '(deny file-read* (subpath "/a \\"b\\"\\\\c"))'


def test_seatbelt_is_not_asked_elsewhere() -> None:
    assert seatbelt.supported() is (sys.platform == "darwin")
    if not seatbelt.supported():
        assert seatbelt.enter([], []) is False


def test_every_layer_is_named_for_the_doctor() -> None:
    names = [name for name, _, _ in confine.layers()]
    assert names[:2] == ["Landlock", "seccomp"]
    assert {"resource limits", "operator guard", "audit hook", "ctypes"} <= set(names)
