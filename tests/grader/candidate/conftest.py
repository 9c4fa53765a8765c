"""One confined cell for the folder, and a function that runs code in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

#: Code in, what its ``result`` holds out; or ``{"error", "text", "mark"}``.
Inside = Callable[..., Any]


@pytest.fixture(scope="session")
def inside() -> Iterator[Inside]:
    cell = Path(__file__).parent / "cell.py"
    process = subprocess.Popen(
        [sys.executable, "-P", str(cell)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        text=True,
    )

    def run(code: str, **asked: object) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"code": code, **asked}) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return answer.get("result", answer)

    yield run
    process.communicate()
