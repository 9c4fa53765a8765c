"""Archives read in memory, never unpacked: what they claim of themselves is not believed.

Only names that somebody wants are read at all, each up to a bound, and no more than so much from
one archive, whatever its directory says. A name that leads elsewhere, a link, a password or a
number of entries that nobody hands in spoils the whole archive: :class:`Spoiled` says so.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple, cast

from cohort.names import guessed
from exercises.texts import Text

MB = 2**20
#: Of one archive: entries, and bytes that are read from it. A course of 300 learners with twenty
#: files each is 6,000 entries and about 20 MB; what one learner hands in is far less.
MOST_ENTRIES = 50_000
MOST_BYTES = 512 * MB
LEARNERS_ENTRIES = 5_000
LEARNERS_BYTES = 32 * MB

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
#: Known to be archives, and not read here.
FOREIGN = (".7z", ".rar", ".gz", ".bz2", ".xz")

_JUNK = frozenset({"__MACOSX", "__pycache__", "Thumbs.db", "node_modules"})


class Spoiled(Exception):
    """An archive that is not read, and why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.said = Text(en, zh)


class Entry(NamedTuple):
    parts: tuple[str, ...]
    modified: float | None
    """A Unix time, as the archive has it."""
    content: bytes


#: Bytes to be read of a file with such parts, 0 for none.
Wanted = Callable[[tuple[str, ...]], int]


def stem(name: str) -> str | None:
    """The name of an archive without what makes it one; None when it is none."""
    lower = name.lower()
    found = [suffix for suffix in SUFFIXES if lower.endswith(suffix)]
    return name[: -max(map(len, found))] if found else None


def bare(name: str) -> str:
    """A name without the ending of any kind of archive."""
    foreign = next((each for each in FOREIGN if name.lower().endswith(each)), "")
    return stem(name) or name[: len(name) - len(foreign)]


def is_junk(parts: tuple[str, ...]) -> bool:
    """Whether something lies in what editors and systems leave behind."""
    return any(part.startswith(".") or part in _JUNK for part in parts)


def entries(stream: IO[bytes], name: str, wanted: Wanted, whole_class: bool) -> Iterator[Entry]:
    """The wanted files of an archive. Raises :class:`Spoiled`; what came before it is void then."""
    most = (MOST_ENTRIES, MOST_BYTES) if whole_class else (LEARNERS_ENTRIES, LEARNERS_BYTES)
    try:
        read = _zip if name.lower().endswith(".zip") else _tar
        yield from read(stream, wanted, _Bounds(*most))
    except (
        zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
        NotImplementedError, ValueError, OverflowError, gzip.BadGzipFile, UnicodeError,
    ) as error:  # fmt: skip
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Spoiled(
            f"The archive cannot be read ({reason}): it has to be handed in again.",
            f"压缩包无法读取（{reason}），需要重新提交。",
        ) from None
    except RuntimeError:  # how zipfile says it
        raise Spoiled(
            "The archive has a password: it has to be handed in without one.",
            "压缩包设了密码，需要去掉密码重新提交。",
        ) from None


class _Bounds:
    """What is left of the entries and bytes that one archive may have."""

    def __init__(self, entries: int, size: int) -> None:
        self._entries, self._bytes = entries, size
        self._most_entries, self._most_bytes = entries, size

    def entry(self) -> None:
        self._entries -= 1
        if self._entries < 0:
            raise Spoiled(
                f"The archive has more than {self._most_entries:,} entries and was not read on.",
                f"压缩包里超过 {self._most_entries:,} 个条目，不再读取。",
            )

    def take(self, size: int) -> None:
        self._bytes -= size
        if self._bytes < 0:
            raise Spoiled(
                f"The archive unpacks to more than {self._most_bytes // MB} MB and was not read "
                "on.",
                f"压缩包解开后超过 {self._most_bytes // MB} MB，不再读取。",
            )

    def read(self, stream: IO[bytes], limit: int) -> bytes:
        """One byte more than ``limit`` at most, so that whoever asked sees that it is too long."""
        content = stream.read(limit + 1)
        self.take(len(content))
        return content


def _zip(stream: IO[bytes], wanted: Wanted, bounds: _Bounds) -> Iterator[Entry]:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            bounds.entry()
            parts = _parts(_name(info))
            if is_junk(parts) or info.is_dir():
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                raise _link(parts)
            limit = wanted(parts)
            if limit:
                with archive.open(info) as file:
                    yield Entry(parts, _moment(info.date_time), bounds.read(file, limit))


def _tar(stream: IO[bytes], wanted: Wanted, bounds: _Bounds) -> Iterator[Entry]:
    counted = cast(IO[bytes], _Counted(_plain(stream), bounds))
    with tarfile.open(fileobj=counted, mode="r|") as archive:
        for info in archive:
            bounds.entry()
            parts = _parts(info.name)
            if is_junk(parts) or info.isdir():
                continue
            if not info.isreg():
                raise _link(parts)
            limit = wanted(parts)
            file = archive.extractfile(info) if limit else None
            if file is not None:
                yield Entry(parts, float(info.mtime), file.read(limit + 1))


def _plain(stream: IO[bytes]) -> IO[bytes]:
    """The tar inside of what it was compressed with."""
    magic = stream.read(6)
    stream.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(stream)
    return lzma.LZMAFile(stream) if magic == b"\xfd7zXZ\x00" else stream


class _Counted:
    """A stream of which only so much is read: what is skipped is unpacked all the same."""

    def __init__(self, stream: IO[bytes], bounds: _Bounds) -> None:
        self._stream, self._bounds = stream, bounds

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        self._bounds.take(len(content))
        return content


def _parts(name: str) -> tuple[str, ...]:
    """A name inside an archive, folder by folder; Spoiled when it leads out of it."""
    path = name.replace("\\", "/")
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    if path.startswith("/") or ".." in parts or (parts and parts[0][1:2] == ":") or "\0" in name:
        shown = name[:80]
        raise Spoiled(
            f"The archive has a name that leads out of it (`{shown}`) and was not read.",
            f"压缩包里有指向外部的路径（`{shown}`），没有读取。",
        )
    return parts


def _link(parts: tuple[str, ...]) -> Spoiled:
    name = "/".join(parts)
    return Spoiled(
        f"The archive holds a link or something else that is no file (`{name}`) and was not read.",
        f"压缩包里有链接或其他非普通文件（`{name}`），没有读取。",
    )


def _name(info: zipfile.ZipInfo) -> str:
    """A name that is not marked as UTF-8 is often that all the same, or GBK from a Chinese
    Windows; what is neither is the standard's code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return guessed(raw) or info.filename


def _moment(date_time: tuple[int, int, int, int, int, int]) -> float | None:
    """ZIP has local times without a zone, and 1980 where somebody did not know it."""
    if date_time[0] <= 1980:
        return None
    try:
        return time.mktime((*date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return None
