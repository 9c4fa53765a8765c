"""Where things are, for tests that start processes."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: The installed command, beside the interpreter that runs the tests.
PRACTICE = Path(sys.executable).parent / "practice"
