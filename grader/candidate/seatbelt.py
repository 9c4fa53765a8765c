"""macOS Seatbelt, by its one function (`man 3 sandbox_init`): what a process may still do.

The profile starts from everything allowed and takes away what no loss function needs, so that a
system of another version can at worst refuse the profile as a whole, which is noticed.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable

_LIBRARY = "/usr/lib/libSystem.B.dylib"


def supported() -> bool:
    return sys.platform == "darwin"


def profile(hidden: Iterable[str], devices: Iterable[str]) -> str:
    """The rules, of which a later one overrides an earlier one."""
    lines = [
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        "(deny process-fork)",
        "(deny process-exec*)",
        "(deny signal)",
        "(allow signal (target self))",
        "(deny file-write*)",
        *(f"(allow file-write* (literal {_quoted(path)}))" for path in devices),
        *(f"(deny file-read* (subpath {_quoted(path)}))" for path in hidden),
    ]
    return "\n".join(lines)


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def enter(hidden: Iterable[str], devices: Iterable[str]) -> bool:
    """Confine this process for good; whether that worked."""
    if not supported():
        return False
    try:
        begin = ctypes.CDLL(_LIBRARY).sandbox_init
    except (OSError, AttributeError):
        return False
    begin.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p)]
    complaint = ctypes.c_char_p()
    return bool(begin(profile(hidden, devices).encode(), 0, ctypes.byref(complaint)) == 0)
