"""A learner with a workspace and a warm server of their own, who types the installed command."""

from __future__ import annotations

import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bench.made import fill

PRACTICE = Path(sys.executable).parent / "practice"

RIGHT = """import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
"""


class Learner:
    def __init__(self, home: Path) -> None:
        runtime = home / "run"
        runtime.mkdir(mode=0o700)
        self.workspace = home / "practice"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def runs(self, *command: str | Path, cold: bool = False) -> bytes:
        return subprocess.run(
            command,
            cwd=self.workspace if self.workspace.is_dir() else "/",
            env={**self.environment, **({"PRACTICE_NO_SERVER": "1"} if cold else {})},
            capture_output=True,
            check=True,
        ).stdout

    def types(self, *arguments: str, cold: bool = False) -> bytes:
        return self.runs(PRACTICE, *arguments, cold=cold)

    def grades(self, exercise: str, file: Path) -> None:
        """Grade another file as that exercise, whatever comes of it."""
        subprocess.run(
            [PRACTICE, "grade", exercise, "--file", file],
            cwd=self.workspace,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    def server(self) -> dict[str, float]:
        found: dict[str, float] = json.loads(self.types("server", "status", "--json"))
        return found

    def waits_until_warm(self) -> None:
        """The server imports what only some grades need while nobody waits."""
        time.sleep(3)

    def thinks(self) -> None:
        """Nobody saves a file a tenth of a second after the last verdict."""
        time.sleep(0.5)

    @contextmanager
    def watching(self) -> Iterator[Callable[[], None]]:
        """What saves the file, by rename, and waits for what `practice watch --json` prints."""
        process = subprocess.Popen(
            [PRACTICE, "watch", "ce", "--json"],
            cwd=self.workspace,
            env=self.environment,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        verdicts = process.stdout
        os.set_blocking(verdicts.fileno(), False)
        numbers = itertools.count()

        def saved() -> None:
            while verdicts.read():
                pass  # the rest of the last one
            fresh = self.workspace / ".ce.swap"
            fresh.write_text(f"{RIGHT}# {next(numbers)}\n")
            fresh.rename(self.workspace / "ce.py")
            if not select.select([verdicts], [], [], 60)[0]:
                raise RuntimeError("practice watch said nothing for a minute")

        try:
            time.sleep(2)
            saved()
            yield saved
        finally:
            process.terminate()
            process.wait()


@contextmanager
def learner() -> Iterator[Learner]:
    with tempfile.TemporaryDirectory(prefix="pr-", ignore_cleanup_errors=True) as home:
        someone = Learner(Path(home))
        someone.types("init")
        (someone.workspace / "ce.py").write_text(RIGHT)
        try:
            yield someone
        finally:
            someone.types("server", "stop")


def fill_history(workspace: Path, runs: int) -> None:
    """So many runs over the last years, of every exercise there is."""
    fill(workspace / ".practice" / "history.sqlite3", runs, datetime.now().astimezone(), days=2000)
