"""Is anything lost or there twice when commands are killed at any moment? ``make kills``.

Each round starts one writer, every fifth two at once, that serve, grade and answer as fast as they
can, kills it with SIGKILL within 60 ms, and starts the next on the same workspace. What a writer
said that it had recorded has to be there, once; the database has to be sound, and the state that is
kept the one that the facts make.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from exercises.catalogue import Catalogue, load_catalogue
from trainer import drills, runs, snapshot
from trainer.desk import Desk
from trainer.history import History
from trainer.workspace import Workspace

_LONGEST_SECONDS = 0.06
#: Two writers at once are told apart by the number of their round.
_APART = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder, "w"))[0]
        killed, said = _rounds(workspace, options.rounds, random.Random(options.seed))
        wrong = faults(workspace.private / "history.sqlite3", said)
    print(f"{killed} writers killed, {len(said)} things recorded; wrong: {wrong or 'nothing'}")
    sys.exit(bool(wrong))


def _rounds(workspace: Workspace, rounds: int, drawn: random.Random) -> tuple[int, list[str]]:
    """How many writers were killed, and what they said they had recorded."""
    catalogue, killed, said = load_catalogue(), 0, list[str]()
    snapshot._WORTH_KEEPING = 5  # so that keeping the state is interrupted too
    for number in range(rounds):
        reads, writes = os.pipe()
        writers = [
            _writer(workspace, catalogue, number + other * _APART, writes)
            for other in range(1 + (number % 5 == 0))
        ]
        os.close(writes)
        time.sleep(drawn.uniform(0, _LONGEST_SECONDS))
        for writer in writers:
            os.kill(writer, signal.SIGKILL)
        with os.fdopen(reads) as pipe:
            said += [line.strip() for line in pipe if line.endswith("\n")]
        for writer in writers:
            os.waitpid(writer, 0)
        killed += len(writers)
    return killed, said


def _writer(workspace: Workspace, catalogue: Catalogue, number: int, out: int) -> int:
    """A process that works until it is killed; its id."""
    child = os.fork()
    if child == 0:
        try:
            _work(workspace, catalogue, number, out)
        finally:
            os._exit(1)
    return child


def _work(workspace: Workspace, catalogue: Catalogue, number: int, out: int) -> None:
    """Serve and grade, or answer where nothing is to do; say what was recorded when it was."""
    now = datetime.now().astimezone() + timedelta(hours=2 * (number % _APART))
    step = 0
    while True:
        step += 1
        desk, mark = Desk(workspace, catalogue, lambda: now), f"{number}-{step}"
        drill = drills.next_drill(desk, "en")
        if drill is None:
            answer = {"typed": "1", "right": True, "mark": mark}
            desk.record("answered", "mae-by-hand", answer)
        else:
            outcome = "failed" if step % 2 else "passed"
            source = f"x = {step}".encode()
            runs.ran(desk, drill.spec, source, outcome, {"sha256": "", "mark": mark})
        os.write(out, f"{mark}\n".encode())
        desk.history.close()


def faults(file: Path, said: list[str]) -> list[str]:
    """What is wrong with a history whose writers said that they had recorded these marks."""
    history = History(file)
    marks = [fact.data["mark"] for fact in history.facts() if "mark" in fact.data]
    found = {
        f"{len(set(said) - set(marks))} lost": not set(said) <= set(marks),
        f"{len(marks) - len(set(marks))} twice": len(marks) > len(set(marks)),
        f"{len(history.set_aside)} cannot be read": bool(history.set_aside),
        f"damaged: {history.complaint()}": history.complaint() is not None,
        "the kept state is not what the facts make": snapshot.disagrees(history),
    }
    history.close()
    return [what for what, holds in found.items() if holds]


if __name__ == "__main__":
    main()
