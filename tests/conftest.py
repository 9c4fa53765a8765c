"""What holds for all tests: no example of a property is timed, the machine may be busy.

Torch computes on one thread, as it does in the grader: for small tensors its threads mostly wait
for each other, and they spend the processors of the other worker with it.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # read when torch is loaded

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
