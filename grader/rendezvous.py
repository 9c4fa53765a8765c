"""Where the command and the warm server of one user and one installation meet.

A private folder (0700, ours) holds a socket named after the installation. Anything about it that
is not as it should be means: no server. Imports nothing heavy.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import socket
import stat
import struct
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exercises.added import added, named
from exercises.errors import PracticeError

_HOME = Path(__file__).resolve().parents[1]
_ROOMS = ("grader", "solutions", "exercises")


def installation() -> str:
    """A fingerprint of everything a server has in memory: interpreter, torch, our own files.

    From names, sizes and times, without reading or importing any of them. About 1 ms.
    """
    digest = hashlib.sha256(f"{sys.executable} {sys.version} {os.getuid()}".encode())
    for room in _ROOMS:
        for folder, folders, files in os.walk(_HOME / room):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            for name in sorted(files):
                if not name.endswith((".pyc", "~", ".swp")):
                    _add(digest, os.path.join(folder, name))  # noqa: PTH118
    _add_packs(digest)
    for path in _torch_files():
        _add(digest, path)
    return digest.hexdigest()[:16]


def _add_packs(digest: hashlib._Hash) -> None:
    """Of the packs, what was added and every spec and module of theirs."""
    with contextlib.suppress(PracticeError):  # said by whoever reads the exercises
        for pack in (*added(), *named()):
            digest.update(f"{pack.root} {pack.digest}\n".encode())
            for pattern in ("exercises/*/*.yaml", "solutions/*.py"):
                for path in sorted(Path(pack.root).glob(pattern)):
                    _add(digest, str(path))


def _add(digest: hashlib._Hash, path: str) -> None:
    with contextlib.suppress(OSError):
        found = os.stat(path)  # noqa: PTH116
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())


@cache
def _torch_files() -> tuple[str, ...]:
    """Torch's version file, found without importing torch."""
    found = importlib.util.find_spec("torch")
    places = list(found.submodule_search_locations or []) if found else []
    return tuple(str(Path(place) / "version.py") for place in places)


def folder() -> Path | None:
    """The private folder, made if need be; None when it cannot be had or is not private."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    if base:
        path = Path(base) / "practice"
    else:
        import tempfile

        path = Path(tempfile.gettempdir()) / f"practice-{os.getuid()}"
    try:
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700, parents=False)
        found = path.lstat()
    except OSError:
        return None
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    return path if private and found.st_uid == os.getuid() else None


def address() -> Path | None:
    place = folder()
    return place / f"{installation()}.sock" if place else None


def connect(timeout: float) -> socket.socket | None:
    """A connection to the server of this installation if there is one and it is our own."""
    path = address()
    if path is None or not path.exists():
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect(str(path))
        if _peer_user(connection) not in (os.getuid(), None):
            raise PermissionError("the socket belongs to somebody else")
    except OSError:
        connection.close()
        return None
    return connection


def _peer_user(connection: socket.socket) -> int | None:
    """Who listens on the other side; None where the platform cannot tell."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", raw)
    return int(user)


class Listener(NamedTuple):
    """A listening socket, and which file it put at our address."""

    socket: socket.socket
    file: tuple[int, int]
    """Device and inode. No other file gets them while the socket is open."""


def listen() -> Listener | None:
    """A listening socket at our address, taking the place of a dead one; None if there is a
    living server or no private folder."""
    path = address()
    if path is None:
        return None
    living = connect(0.5)
    if living is not None:
        living.close()
        return None
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        listener.bind(str(fresh))
        fresh.chmod(0o600)
        listener.listen(16)
        bound = fresh.lstat()
        fresh.rename(path)  # atomic: there is never a moment with a socket nobody listens on
    except OSError:
        listener.close()
        fresh.unlink(missing_ok=True)
        return None
    return Listener(listener, (bound.st_dev, bound.st_ino))


def still_ours(listener: Listener | None) -> bool:
    """Whether the address still leads to this listener (the folder may be cleaned, or another
    server may have taken the place: two that start at once both find nobody there)."""
    path = address()
    if listener is None or path is None:
        return False
    try:
        found = path.lstat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == listener.file


def forget(listener: Listener | None) -> None:
    if listener is not None:
        listener.socket.close()
