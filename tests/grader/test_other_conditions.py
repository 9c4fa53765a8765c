"""It holds for an ordinary user, and where the kernel offers nothing."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.grader.test_attacks import ATTACKS, HERE, exercise_of
from tests.places import ROOT

PROGRAM = Path(__file__).parent / "other_conditions.py"
NOBODY = 65534
CORRECT = [
    ROOT / "tests" / "variants" / exercise / "correct" / "document.py"
    for exercise in ("mae", "mse", "ce", "bce", "kl", "focal")
]
#: Attacks on what the kernel guards elsewhere. Left out is what could reach other processes of
#: this user if nothing stopped it (this test is not to be the proof of that), and torch's own
#: functions for files, which are open there (``docs/threat-model.md``).
_BUILTINS = (
    "subprocess", "fork", "fork_exec", "posix_spawn", "multiprocessing", "thread", "load_library",
    "memfd_library", "ctypes_decref", "ctypes_libtorch", "ctypes_memory", "code_object",
    "marshal_code", "restore_code", "subinterpreter", "refs_reloaded", "decomp_source",
    "functional_source", "testing_references", "distributions_reloaded", "destroy_library",
)  # fmt: skip
_OPEN = ("with_torch", "shared_memory", "read_with_torch", "links")
BARE = [
    path
    for path in ATTACKS
    if path.parent.name in ("theft", "files", "network", "interpreter")
    or (path.parent.name == "builtins" and path.stem in _BUILTINS)
    if path.stem not in _OPEN
]
ORDINARY = [
    path
    for path in ATTACKS
    if path.parent.name in ("conversation", "files", "floods", "network", "theft")
]

#: In a mount namespace of its own: the closed folder above the interpreter is covered by an open
#: one in which only the interpreter is; then everything but this user's own rights is given up.
_AS_NOBODY = """
set -e
if [ -n "$CLOSED" ]; then
    mount --bind "$BASE" "$PLACE"
    mount -t tmpfs -o mode=755 none "$CLOSED"
    mkdir -p "$BASE"
    mount --bind "$PLACE" "$BASE"
fi
exec "$PYTHON" -c '
import os, sys
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
os.execv(sys.argv[1], sys.argv[1:])' "$PYTHON" -P "$@"
"""


def _closed_folder(path: Path) -> Path | None:
    """The topmost folder above ``path`` that others may not pass through."""
    for folder in reversed([path, *path.parents]):
        if folder.is_dir() and not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for sockets and homes that every user may use; socket paths are short."""
    found = Path(tempfile.mkdtemp(prefix="pr-"))
    found.chmod(0o777)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def run(
    command: list[str], paths: list[Path], place: Path, **environment: str
) -> tuple[int, list[Any]]:
    asked = [[exercise_of_any(path), str(path)] for path in paths]
    done = subprocess.run(
        command,
        input=json.dumps(asked).encode(),
        capture_output=True,
        cwd="/",
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(place),
            "XDG_RUNTIME_DIR": str(place),
            **environment,
        },
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    answer = json.loads(done.stdout)
    return answer["user"], answer["verdicts"]


def exercise_of_any(path: Path) -> str:
    return exercise_of(path.read_bytes()) if HERE in path.parents else path.parents[1].name


def as_nobody(place: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    if os.getuid() != 0:
        return [sys.executable, "-P", *arguments], {}
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("needs unshare to lend the interpreter to another user")
    for path in (ROOT, Path(sys.prefix), PROGRAM):
        closed = _closed_folder(path)
        if closed is not None:
            pytest.skip(f"an ordinary user may not enter {closed}")
    base = Path(sys.base_prefix).resolve()
    closed = _closed_folder(base)
    lent = Path(tempfile.mkdtemp(dir=place))
    environment = {
        "CLOSED": str(closed or ""),
        "BASE": str(base),
        "PLACE": str(lent),
        "PYTHON": sys.executable,
    }
    script = _AS_NOBODY.replace("{nobody}", str(NOBODY))
    command = [unshare, "--mount", "--propagation", "private", "sh", "-c", script, "sh"]
    probe = subprocess.run(
        [*command, "-c", "pass"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    if probe.returncode != 0:
        pytest.skip(f"no mount namespace for another user here: {probe.stderr.decode()[-200:]}")
    return [*command, *arguments], environment


def assert_all_failed(paths: list[Path], verdicts: list[Any]) -> None:
    others = {
        f"{path.parent.name}/{path.stem}": verdict[:2]
        for path, verdict in zip(paths, verdicts, strict=True)
        if verdict[0] != "failed"
    }
    assert others == {}


@pytest.mark.skipif(sys.platform != "linux", reason="users are changed by Linux's means")
def test_an_ordinary_user_is_graded_and_guarded_the_same(place: Path) -> None:
    command, environment = as_nobody(place, str(PROGRAM), "warm")
    paths = [*ORDINARY, *CORRECT]
    user, verdicts = run(command, paths, place, **environment)
    assert user != 0
    assert_all_failed(ORDINARY, verdicts[: len(ORDINARY)])
    assert [v[0] for v in verdicts[len(ORDINARY) :]] == ["passed"] * len(CORRECT)
    assert_nothing_left()


def assert_nothing_left() -> None:
    assert not [
        p for folder in ("/tmp", "/dev/shm", "/var/tmp") for p in Path(folder).glob("*left-by*")
    ]


def test_without_the_kernel_s_layers_the_others_still_hold(place: Path) -> None:
    """As on macOS: no Landlock and no seccomp; what is left is inside the interpreter."""
    command, environment = as_nobody(place, str(PROGRAM), "bare")
    paths = [*BARE, *CORRECT]
    _, verdicts = run(command, paths, place, **environment)
    assert_all_failed(BARE, verdicts[: len(BARE)])
    assert [v[0] for v in verdicts[len(BARE) :]] == ["passed"] * len(CORRECT)
    assert_nothing_left()
