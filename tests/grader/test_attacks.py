"""Every attack we know fails, ends in time, leaves nothing behind, and harms no later grade.

An attack is a learner's file in ``tests/attacks/<what it goes for>/``; its first comment says for
which exercise it is meant and what it tries. Each is written so that it would pass, hang, or leave
a trace if what it tries worked.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader import client
from grader.verdict import Verdict
from tests.grader.conftest import Grade

HERE = Path(__file__).parent.parent / "attacks"
ATTACKS = sorted(HERE.glob("*/*.py"))
#: What an attack on the limits may take; the real limits are ten times that.
LIMITS = {"cpu_seconds_per_call": 0.3, "wall_seconds_per_call": 0.9}
#: Two time-outs and the rest of a grade, on a machine that is busy with other things.
SECONDS = 15.0

HONEST = b"""
import torch
class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean()
"""


def exercise_of(source: bytes) -> str:
    found = re.search(rb"^# exercise: ([\w-]+) \| .+$", source, re.MULTILINE)
    assert found, "an attack says what it is"
    return found[1].decode()


@dataclass
class Victim:
    """A learner's folders, with all in them an attack might want to change."""

    home: Path
    workspace: Path
    server: int

    def write(self, name: str, source: bytes) -> Path:
        path = self.workspace / name
        path.write_bytes(source)
        return path


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory, grade: Grade) -> Iterator[Victim]:
    """The grader is started from within these folders, as a learner would."""
    client.stop_server()
    _wait_for(lambda: client.greet() is None)
    home = tmp_path_factory.mktemp("home")
    workspace = home / "practice"
    (workspace / ".practice").mkdir(parents=True)
    for name in (".bashrc", ".profile", "practice/.practice/history.sqlite3"):
        (home / name).write_text("as it was\n")
    before = os.environ.get("HOME")
    os.environ["HOME"] = str(home)
    grade("mse", HONEST)
    yield Victim(home, workspace, server_pid())
    client.stop_server()
    os.environ.pop("HOME")
    if before is not None:
        os.environ["HOME"] = before


def _wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def server_pid() -> int:
    greeted = client.greet()
    assert greeted is not None, "the warm server is alive"
    greeted[0].close()
    return greeted[1].pid


def descendants(pid: int) -> set[int]:
    """Every living process below this one, whatever its group or session."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent, *rest = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            exiting = int(rest[4]) & 0x4  # PF_EXITING: the kernel is taking it down
            if state not in "ZX" and not exiting:
                parents[int(entry.name)] = int(parent)
    found: set[int] = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def at_rest(server: int, used: set[int]) -> bool:
    """Nothing is left of the grade, which the processes ``used`` attended to; at most the next
    one stands by: a warden with its judge and its candidate."""
    left = descendants(server)
    return not left & used and len(left) <= 3


def strangers() -> set[str]:
    """Command lines of the processes an attack would have started."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if line.startswith((b"sleep\x00600", b"/bin/sleep\x00600")):
                found.add(entry.name)
    return found


def traces(victim: Victim) -> dict[str, tuple[object, ...]]:
    """Content, mode, owner and time of all files an attack could have touched."""
    root = Path(client.__file__).parents[1]
    ours = [root / "solutions", root / "grader" / "checks", root]
    places = [Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path("/")]
    files = [p for p in victim.home.rglob("*")] + [victim.home]
    for place in ours:
        files += [p for p in place.glob("*.py")]
    for place in (*places, root):
        files += [p for p in place.glob("*left*")]
    found: dict[str, tuple[object, ...]] = {}
    for path in files:
        status = path.lstat()
        content = path.read_bytes() if path.is_file() and victim.home in path.parents else b""
        found[str(path)] = (
            status.st_mode,
            status.st_uid,
            status.st_mtime_ns,
            status.st_size,
            content,
        )
    return found


def settings(server: int) -> tuple[object, ...]:
    """What of this user's an attack could have changed for the server and for later processes."""
    limits = Path(f"/proc/{server}/limits")
    return (
        limits.read_text() if limits.exists() else "",
        os.getpriority(os.PRIO_PROCESS, server),
        os.getpriority(os.PRIO_PROCESS, 0),
    )


@pytest.mark.parametrize("path", ATTACKS, ids=[f"{p.parent.name}/{p.stem}" for p in ATTACKS])
def test_an_attack_fails_and_leaves_nothing_behind(
    grade: Grade, victim: Victim, path: Path
) -> None:
    source = path.read_bytes()
    exercise = exercise_of(source)
    if path.parent.name == "numpy":
        pytest.importorskip("numpy", reason="an extra")
    own = victim.write(path.name, source)
    before, set_before = traces(victim), settings(victim.server)
    used = descendants(victim.server)
    started = time.monotonic()

    verdict = grade(exercise, source, path=str(own), limits=LIMITS)

    assert verdict.outcome == "failed", verdict.error
    assert not verdict.passed
    assert [c.id for c in verdict.checks if c.level == "core" and c.status == "failed"]
    assert time.monotonic() - started < SECONDS
    assert settings(victim.server) == set_before
    assert _wait_for(lambda: at_rest(victim.server, used))
    assert not strangers()
    assert traces(victim) == before
    own.unlink()


def test_the_next_honest_grade_passes(grade: Grade, victim: Victim) -> None:
    """After every attack there is, by the very same server."""
    assert_passed(grade("mse", HONEST))
    assert server_pid() == victim.server


def assert_passed(verdict: Verdict) -> None:
    assert [c for c in verdict.checks if c.status == "failed"] == []
    assert verdict.outcome == "passed", verdict.error


_CATEGORIES = {
    "builtins", "theft", "patching", "answers", "control", "conversation", "exits", "loops",
    "floods", "files", "network", "settings", "interpreter", "numpy",
}  # fmt: skip


def test_every_kind_of_attack_is_there() -> None:
    assert {path.parent.name for path in ATTACKS} == _CATEGORIES
    assert len(ATTACKS) >= 90


# -- more than one file, or a file that is no text -----------------------------------------------

_TELLS = b"""
import hashlib, torch
class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        print("inputs", y_pred.tolist(), y_true.tolist())
        return (y_pred - y_true).square().sum()
"""


def test_inputs_printed_by_one_file_are_not_the_inputs_of_the_next(grade: Grade) -> None:
    """A table of answers, made from what an earlier run with the same seed printed."""
    first = grade("mse", _TELLS, seed=5).printed
    second = grade("mse", _TELLS + b"# another file", seed=5).printed
    again = grade("mse", _TELLS, seed=5).printed
    assert first.count("inputs") == second.count("inputs") > 0
    assert first == again
    drawn = [re.findall(r"inputs.*", text) for text in (first, second)]
    known = re.compile(r"1\.1")  # the document's own example is the same for everybody
    assert {i for i in drawn[0] if not known.search(i)}.isdisjoint(drawn[1])


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf" + HONEST,
        HONEST.replace(b"\n", b"\r\n"),
        b"# -*- coding: latin-1 -*-\n# \xe9\n" + HONEST,
        HONEST.replace(b"\nimport torch\n", b"\n\x0cimport torch\n\x0c\n"),
        "# 均方误差 \N{ROCKET}\n".encode() + HONEST,
        HONEST.rstrip(b"\n"),
    ],
    ids=["byte-order-mark", "crlf", "latin-1", "form-feed", "chinese", "no-last-newline"],
)
def test_an_honest_file_passes_however_it_is_saved(grade: Grade, source: bytes) -> None:
    assert_passed(grade("mse", source))


@pytest.mark.parametrize(
    "source",
    [
        HONEST + b"\x00",
        b"\x00" * 10_000,
        b"\xff\xfe" + HONEST.decode().encode("utf-16-le"),
        b"# -*- coding: no-such-coding -*-\n" + HONEST,
        b"# \xe9\n" + HONEST,
        b"",
        b"(" * 5000,
        b"x = " + b"[" * 150 + b"]" * 150,
        b"\x1b[2J\x07" * 100,
    ],
    ids=["null", "nulls", "utf-16", "unknown-coding", "not-utf-8", "empty", "parentheses",
         "brackets", "escapes"],
)  # fmt: skip
def test_a_file_that_is_no_program_fails(grade: Grade, source: bytes) -> None:
    verdict = grade("mse", source)
    assert verdict.outcome == "failed"
    assert verdict.checks[0].status == "failed"


# -- limits --------------------------------------------------------------------------------------


def statuses(verdict: Verdict) -> dict[str, str]:
    return {check.id: check.status for check in verdict.checks}


def test_what_passed_before_a_time_out_stays_passed(grade: Grade) -> None:
    verdict = grade("mse", (HERE / "loops" / "backward.py").read_bytes(), limits=LIMITS)
    found = statuses(verdict)
    assert {found[i] for i in ("loads", "signature", "result", "figures", "agreement")} == {
        "passed"
    }
    assert found["gradient"] == "failed"
    assert found["precision"] == "skipped"  # it depends on the gradient
    assert found["purity"] == found["repeatable"] == "passed"  # by a fresh candidate


_LOOPS_LATER = b"""
import torch
class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while y_pred.abs().max() > 100:
            pass
        if y_pred.requires_grad:
            while True:
                pass
        return (y_pred - y_true).square().mean()
"""


def test_after_two_time_outs_nothing_more_is_asked(grade: Grade) -> None:
    """The gradient, the extremes and the state would each take their time in vain."""
    verdict = grade("mse", _LOOPS_LATER, limits=LIMITS)
    found = list(statuses(verdict).values())
    assert verdict.outcome == "failed"
    assert found.count("failed") == 2
    messages = [c.message for c in verdict.checks if c.status == "failed"]
    assert all("still computing after 0.3 s" in message for message in messages)


_SLOW = b"""
import time, torch
class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        end = time.process_time() + 0.02
        while time.process_time() < end:
            pass
        return (y_pred - y_true).square().mean()
"""


def test_the_whole_grade_has_a_limit_too(grade: Grade) -> None:
    """Each call is quick enough; together they are not."""
    verdict = grade("mse", _SLOW, limits={"cpu_seconds_per_grade": 0.6})
    assert verdict.outcome == "failed"
    (message,) = [c.message for c in verdict.checks if c.status == "failed"]
    assert "0.6 s of processor time over all checks" in message


def test_sleeping_through_the_grade_is_a_failure_not_an_error(grade: Grade) -> None:
    naps = HONEST.replace(b"return", b"__import__('time').sleep(0.05); return")
    verdict = grade("mse", naps, limits={"seconds_per_grade": 4})
    assert verdict.outcome == "failed"
    assert "does it sleep or wait" in next(c.message for c in verdict.checks if c.message)


def test_memory_within_the_limit_is_granted(grade: Grade) -> None:
    wasteful = HONEST.replace(b"return", b"kept = torch.ones(1 << 23); return")
    assert_passed(grade("mse", wasteful))
    assert grade("mse", wasteful, limits={"memory_mb": 24}).outcome == "failed"
