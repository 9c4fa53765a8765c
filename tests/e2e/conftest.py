"""A learner's machine: the installed command, a workspace, and nothing of ours in the environment.

The warm server is shared by all of these tests: its socket lives in one private folder, and it
leaves when that folder is removed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.places import PRACTICE

# A suite started in the background ignores interrupts, and every command it starts would too.
signal.signal(signal.SIGINT, signal.default_int_handler)

#: Far beyond anything measured; it only keeps a hang from stopping the suite for ever.
_SECONDS = 120


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """What ``--json`` printed: exactly one object, with no bare NaN or Infinity."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"a bare {constant} in the JSON")

        return json.loads(self.out, parse_constant=refuse)


class Learner:
    """Types commands into a shell whose current folder is the workspace."""

    def __init__(self, home: Path, runtime: Path) -> None:
        self.home = home
        self.workspace = home / "practice"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CACHE_HOME": str(runtime / "cache"),
            "LANG": "C.UTF-8",
        }

    def types(
        self,
        *arguments: str,
        folder: Path | None = None,
        env: dict[str, str] | None = None,
        file_size: int | None = None,
        closed: bool = False,
    ) -> Ran:
        """Run the command. ``file_size`` bounds how large a file may grow; ``closed`` means that
        nobody reads what it prints."""
        command = [str(PRACTICE), *arguments]
        if file_size is not None:
            command = ["sh", "-c", f'ulimit -f {file_size}; exec "$@"', "sh", *command]
        if closed:
            command = ["sh", "-c", '"$@" | true', "sh", *command]
        done = subprocess.run(
            command,
            cwd=folder or (self.workspace if self.workspace.is_dir() else self.home),
            env={**self.environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def starts(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The command, still running."""
        return subprocess.Popen(
            [PRACTICE, *arguments],
            cwd=self.workspace,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def writes(self, exercise: str, source: str | bytes) -> Path:
        file = self.workspace / f"{exercise.replace('-', '_')}.py"
        file.write_bytes(source.encode() if isinstance(source, str) else source)
        return file

    def grades(self, exercise: str, source: str | bytes, *options: str) -> Ran:
        self.writes(exercise, source)
        return self.types("grade", exercise, "--json", *options)


@pytest.fixture(scope="session")
def runtime() -> Iterator[Path]:
    # Not pytest's own temporary folder: a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pr-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def stranger(tmp_path: Path, runtime: Path) -> Learner:
    """Somebody who has installed the command and done nothing with it yet."""
    return Learner(tmp_path, runtime)


@pytest.fixture
def learner(stranger: Learner) -> Learner:
    """Somebody with a workspace."""
    assert stranger.types("init").code == 0
    return stranger


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Learner:
    """A workspace that the tests of one module share, where a fresh one is not needed."""
    someone = Learner(tmp_path_factory.mktemp("settled"), runtime)
    assert someone.types("init").code == 0
    # An endless loop is found out in one second instead of three.
    (someone.workspace / "practice.toml").write_text("[limits]\ncpu_seconds_per_call = 1\n")
    return someone
