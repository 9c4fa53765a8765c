"""Everything that lies in a folder, archives as folders: names and bytes, read once.

Links are not followed, so nothing outside the folder is touched; nothing is written.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import IO, NamedTuple

from cohort import archives
from cohort.names import shown
from exercises.errors import PracticeError
from exercises.texts import Text

#: Larger than any code that is written by hand.
LONGEST_CODE = archives.MB
LONGEST_ARCHIVE = 16 * archives.MB
#: An archive in an archive in a folder; nobody hands in more.
_DEEPEST = 2
METADATA = "submission_metadata.yml"


class Leaf(NamedTuple):
    """A file: its bytes, or the sentence that says why there are none."""

    parts: tuple[str, ...]
    content: bytes | None
    modified: float | None = None
    """When whoever wrote it here says it came: a Unix time. In an archive that a learner packed
    it is that of the archive: their clock does not count."""
    said: Text | None = None
    other: bool = False
    """It is nothing that anybody grades, and was not read."""


def leaves(folder: Path) -> list[Leaf]:
    """Of a folder, or of one archive with the whole class in it."""
    try:
        if folder.is_file():
            if archives.stem(folder.name) is None:
                raise PracticeError(
                    f"{folder} is neither a folder nor a ZIP or TAR archive.",
                    "Name the folder or archive with what was handed in.",
                )
            with folder.open("rb") as stream:
                found = list(_archive(stream, (folder.name,), 0, whole_class=True))
            return [leaf._replace(parts=leaf.parts[1:] or leaf.parts) for leaf in found]
        if not folder.is_dir():
            raise PracticeError(f"There is no folder or archive {folder}.", _meant(folder))
        only = [each for each in folder.iterdir() if not archives.is_junk((each.name,))]
        return list(_folder(folder, (), alone=len(only) == 1))
    except OSError as error:
        raise PracticeError(
            f"{error.filename or folder} cannot be read: {error.strerror or error}.",
            "Make it readable; nothing was graded.",
            exit_code=3,
        ) from None


def _meant(folder: Path) -> str:
    """What to type instead of a name that is not there."""
    beside = [each.name for each in folder.parent.iterdir()] if folder.parent.is_dir() else []
    near = get_close_matches(folder.name, beside, 1, 0.6)
    if near:
        return f"Is it {folder.parent / near[0]}?"
    return "Name the folder or archive with what was handed in."


def _folder(folder: Path, above: tuple[str, ...], alone: bool = False) -> Iterator[Leaf]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        parts = (*above, shown(entry.name))
        if archives.is_junk(parts[-1:]):
            continue
        if entry.is_symlink():
            yield _bad(
                parts,
                "This is a link, which is not followed: the file itself has to be handed in.",
                "这是一个链接，不会跟随；需要提交文件本身。",
            )
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), parts)
        elif _limit(parts):
            yield from _file(Path(entry.path), parts, alone)
        else:
            yield Leaf(parts, None, other=True)


def _file(path: Path, parts: tuple[str, ...], alone: bool) -> Iterator[Leaf]:
    try:
        # without waiting for a pipe's other end, and never through a link put there meanwhile
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(number, "rb") as stream:  # noqa: PTH123
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode):
                yield _bad(parts, "This is no ordinary file.", "这不是普通文件。")
            elif archives.stem(parts[-1]) is not None:
                if found.st_size > LONGEST_ARCHIVE and not alone:
                    yield _too_long(parts, LONGEST_ARCHIVE)
                    return
                at = None if alone else found.st_mtime
                yield from _archive(stream, parts, 0, whole_class=alone, at=at)
            else:
                yield _checked(parts, stream.read(_limit(parts) + 1), found.st_mtime)
    except OSError as error:
        reason = error.strerror or str(error)
        yield _bad(parts, f"It cannot be read: {reason}.", f"无法读取：{reason}。")


def _archive(
    stream: IO[bytes],
    parts: tuple[str, ...],
    depth: int,
    whole_class: bool = False,
    at: float | None = None,
) -> Iterator[Leaf]:
    """All of it, or one leaf that says what is wrong with it. ``at``: when it came, instead of
    what it says of the files in it."""
    others: list[tuple[str, ...]] = []

    def wanted(inside: tuple[str, ...]) -> int:
        limit = _limit(inside)
        if not limit and inside:
            others.append((*parts, *map(shown, inside)))
        return limit

    try:
        found: list[Leaf] = []
        for entry in archives.entries(stream, parts[-1], wanted, whole_class):
            inside = (*parts, *map(shown, entry.parts))
            came = entry.modified if at is None and depth == 0 else at
            if archives.stem(inside[-1]) is None:
                found.append(_checked(inside, entry.content, came))
            elif depth == _DEEPEST:
                raise archives.Spoiled(
                    "Archives lie in archives here, deeper than anybody hands them in.",
                    "压缩包层层嵌套，超出了正常提交的深度。",
                )
            elif len(entry.content) > LONGEST_ARCHIVE:
                found.append(_too_long(inside, LONGEST_ARCHIVE))
            else:
                found += _archive(io.BytesIO(entry.content), inside, depth + 1, at=came)
    except archives.Spoiled as spoiled:
        yield Leaf(parts, None, said=spoiled.said)
    else:
        yield from found
        yield from (Leaf(each, None, other=True) for each in others)


def _limit(parts: tuple[str, ...]) -> int:
    """How many bytes are read of a file with this name: 0 of what nobody grades."""
    name = parts[-1].lower() if parts else ""
    if name.endswith(".py"):
        return LONGEST_CODE
    if name == METADATA or archives.stem(name) is not None:
        return LONGEST_ARCHIVE
    return 1 if name.endswith(archives.FOREIGN) else 0


def _checked(parts: tuple[str, ...], content: bytes, modified: float | None) -> Leaf:
    if parts[-1].lower().endswith(archives.FOREIGN):
        return _bad(
            parts,
            "This kind of archive is not read: it has to be handed in as ZIP or TAR.",
            "不支持这种压缩格式，需要以 ZIP 或 TAR 提交。",
        )
    limit = _limit(parts)
    if len(content) > limit:
        return _too_long(parts, limit)
    return Leaf(parts, content, modified)


def _too_long(parts: tuple[str, ...], limit: int) -> Leaf:
    size = limit // archives.MB
    return _bad(
        parts,
        f"It is larger than {size} MB, which nobody writes by hand.",
        f"超过 {size} MB，不像是手写的代码。",
    )


def _bad(parts: tuple[str, ...], en: str, zh: str) -> Leaf:
    return Leaf(parts, None, said=Text(en, zh))
