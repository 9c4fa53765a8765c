"""Linux Landlock, by its three system calls (`man 7 landlock`): which files a process may open.

Rules only ever add, so a folder that holds something hidden is opened entry by entry around it.
The ruleset is built once, in the zygote; entering it costs the candidate two system calls.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

# The same numbers on every architecture: the calls are newer than the unified table.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 1
_PR_SET_NO_NEW_PRIVS = 38

_libc = ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """The kernel's Landlock version, 0 where it has none."""
    if sys.platform != "linux":
        return 0  # the same number may be another call there
    version: int = _libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return max(version, 0)


def _handled(version: int) -> tuple[int, int, int]:
    """Everything this version can refuse: file rights, network rights, scopes."""
    files = (1 << 13) - 1
    if version >= 2:
        files |= 1 << 13  # linking and renaming across folders
    if version >= 3:
        files |= 1 << 14  # truncating
    if version >= 5:
        files |= 1 << 15  # ioctl on devices
    network = 0b11 if version >= 4 else 0  # TCP bind and connect
    scopes = 0b11 if version >= 6 else 0  # abstract sockets and signals to the outside
    return files, network, scopes


def around(root: Path, hidden: Iterable[Path]) -> Iterator[Path]:
    """The largest paths under ``root`` that contain none of ``hidden``."""
    inside = [path for path in hidden if path == root or root in path.parents]
    if not inside:
        yield root
    elif root not in inside:
        try:
            entries = sorted(root.iterdir())
        except OSError:
            return
        for entry in entries:
            yield from around(entry, inside)


def ruleset(readable: Iterable[Path], writable_devices: Iterable[Path] = ()) -> int | None:
    """A descriptor of rules that let these paths be read and nothing else be touched.

    None where the kernel has no Landlock.
    """
    version = abi()
    if version == 0:
        return None
    files, network, scopes = _handled(version)
    attributes = struct.pack("=QQQ", files, network, scopes)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules: int = _libc.syscall(_CREATE_RULESET, attributes, size, 0)
    if rules < 0:
        return None
    for path in readable:
        _allow(rules, path, _READ_FILE | (_READ_DIR if path.is_dir() else 0))
    for path in writable_devices:
        _allow(rules, path, _READ_FILE | _WRITE_FILE)
    return rules


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a path that is not there needs no rule
    try:
        _libc.syscall(
            _ADD_RULE, rules, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0
        )
    finally:
        os.close(descriptor)


def no_new_privileges() -> bool:
    return bool(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def enter(rules: int) -> bool:
    """Confine the calling thread and all it starts from here on; cannot be undone."""
    return no_new_privileges() and bool(_libc.syscall(_RESTRICT_SELF, rules, 0) == 0)
