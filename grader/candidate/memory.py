"""How much memory a call takes at its height, by the kernel's own account of this process.

What torch holds lives in its graph, where Python does not see it; the high-water mark of the
process sees all of it. It only ever rises, so the judge asks a process that has done nothing large
before.
"""

from __future__ import annotations

import resource
import sys

_getrusage, _SELF = resource.getrusage, resource.RUSAGE_SELF
#: Linux counts in KiB, macOS in bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024


def high_water() -> int:
    """The most bytes this process has ever held in memory."""
    return _getrusage(_SELF).ru_maxrss * _UNIT
