"""What was read and checked, kept in the user's cache folder so that YAML is read only once.

It is used only when nothing at all has changed: its name is a digest of our own code and of the
name and content of every file it came from. It can be deleted at any time, and not being able
to write it is no reason to say anything.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from exercises.environment import HERE
from exercises.files import write_whole

_DIGEST = 20
_KEPT = 8
"""How many of one sort are kept: a few versions and test folders, never a growing heap."""


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str | None:
    """A digest of these named contents and of the code that reads them; None if unreadable."""
    digest = blake2b(digest_size=_DIGEST)
    try:
        code = [(p.name, p.read_bytes()) for p in sorted(Path(__file__).parent.glob("*.py"))]
    except OSError:
        return None
    if not code:  # installed without sources: no way to see that the format has changed
        return None
    for name, content in (*code, *files):
        for part in (os.fsencode(name), content):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.hexdigest()


def recall(sort: str, key: str, kind: Any) -> Any | None:
    """The value of type `kind` kept under `sort` and `key`; None on any doubt about it."""
    where = HERE.place("cache")
    if where is None:
        return None
    try:
        kept = _path(where, sort, key).read_bytes()
    except OSError:
        return None
    digest, payload = kept[:_DIGEST], kept[_DIGEST:]
    if blake2b(payload, digest_size=_DIGEST).digest() != digest:
        return None
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except msgspec.MsgspecError:
        return None


def remember(sort: str, key: str, value: Any) -> None:
    """Keep a value under `sort` and `key`, whole or not at all."""
    where = HERE.place("cache")
    if where is None:
        return
    payload = msgspec.msgpack.encode(value)
    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = blake2b(payload, digest_size=_DIGEST).digest()
        write_whole(_path(where, sort, key), digest + payload)
        _forget_old(where, sort)


def _path(where: Path, sort: str, key: str) -> Path:
    return where / f"{sort}-{key}.msgpack"


def _forget_old(where: Path, sort: str) -> None:
    found = (*where.glob(f"{sort}-*"), *where.glob(f".{sort}-*"))  # and what a kill left
    kept = sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
