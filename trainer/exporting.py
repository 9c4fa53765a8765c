"""A history as text: JSON Lines of everything in it, which can be read back, and CSV of reviews.

The first line says what the file is and how much it holds, so that one cut short is noticed; then
one line a fact, in order, and one a file that facts are about. `docs/export.md` describes them.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from exercises.errors import PracticeError
from trainer.repair import Row, read_sources, sound_rows, why_not
from trainer.reviews import Review

FORMAT: Literal["practice-history"] = "practice-history"
VERSION = 1
COLUMNS = ("kind", "id", "day", "rating", "grade", "elapsed_days", "predicted", "said")
_RATINGS = {"again": 1, "hard": 2, "good": 3, "easy": 4}


class _Head(msgspec.Struct, forbid_unknown_fields=False):
    format: Literal["practice-history"]
    version: int
    facts: int
    sources: int


class _Fact(msgspec.Struct):
    id: int
    kind: str
    exercise: str
    at: str
    day: str
    data: msgspec.Raw


class _Source(msgspec.Struct, omit_defaults=True):
    sha256: str
    text: str | None = None
    base64: str | None = None
    """Of what is no UTF-8."""


def json_lines(file: Path) -> bytes:
    """All that can be read of the history in ``file``, the same bytes for the same history."""
    rows, sources = list(sound_rows(file).values()), sorted(read_sources(file))
    lines: list[msgspec.Struct] = [_Head(FORMAT, VERSION, len(rows), len(sources))]
    lines += [_Fact(*row[:5], msgspec.Raw(_one_line(row[5]).encode())) for row in rows]
    lines += [_source(sha256, source) for sha256, source in sources]
    return msgspec.json.Encoder().encode_lines(lines)


def is_json_lines(content: bytes) -> bool:
    """Whether this begins as what :func:`json_lines` writes."""
    return content.lstrip()[:1] == b"{"


def from_json_lines(content: bytes, file: Path) -> tuple[dict[int, Row], list[tuple[str, bytes]]]:
    """The facts by number, and the files they are about. PracticeError, with the line, for what
    is no such history, and for one that was cut short."""
    lines = [line for line in content.splitlines() if line.strip()]
    try:
        head = msgspec.json.decode(lines[0], type=_Head)
    except (msgspec.MsgspecError, IndexError) as error:
        raise _refused(file, 1, "is not the first line of an exported history", error) from None
    if head.version > VERSION:
        raise PracticeError(
            f"{file} was exported by a newer `practice` (format {head.version}, this one knows "
            f"{VERSION}).",
            "Install the newer `practice`.",
        )
    if len(lines) != 1 + head.facts + head.sources:
        raise PracticeError(
            f"{file} was cut short or added to: it should have {head.facts} facts and "
            f"{head.sources} files, {1 + head.facts + head.sources} lines, and has {len(lines)}.",
            "Export it again; nothing was imported.",
        )
    rows: dict[int, Row] = {}
    for number, row in _rows(lines[1 : 1 + head.facts], file):
        why = why_not(row)
        if why is not None or row[0] in rows:
            said = why or f"the number {row[0]} is there twice"
            raise _refused(file, number, f"holds a fact that cannot be read ({said})")
        rows[row[0]] = row
    return rows, list(_sources(lines[1 + head.facts :], file, 2 + head.facts))


def reviews_csv(made: Iterable[Review]) -> str:
    """The reviews as a table with a head, in the format of RFC 4180: ratings from 1 (Again) to 4
    (Easy), days since the review before and the recall predicted, both empty for a first one."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for each in made:
        predicted = "" if each.predicted is None else f"{each.predicted:.6f}"
        elapsed = "" if each.elapsed is None else each.elapsed
        writer.writerow(
            (each.kind, each.id, each.day, _RATINGS[each.grade], each.grade, elapsed, predicted,
             int(each.said))
        )  # fmt: skip
    return table.getvalue()


def _one_line(text: str) -> str:
    """JSON as it is stored; what another program broke over lines, on one."""
    return text if len(text.splitlines()) == 1 else _compact(text)


def _compact(text: str) -> str:
    return msgspec.json.encode(msgspec.json.decode(text)).decode()


def _source(sha256: str, source: bytes) -> _Source:
    try:
        return _Source(sha256, text=source.decode())
    except UnicodeDecodeError:
        return _Source(sha256, base64=base64.b64encode(source).decode())


def _rows(lines: list[bytes], file: Path) -> Iterator[tuple[int, Row]]:
    """Each fact, and the line it stands on."""
    decoder = msgspec.json.Decoder(_Fact)
    for number, line in enumerate(lines, 2):
        try:
            fact = decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise _refused(file, number, "is no fact", error) from None
        text = bytes(fact.data).decode()
        yield number, (fact.id, fact.kind, fact.exercise, fact.at, fact.day, text)


def _sources(lines: list[bytes], file: Path, first: int) -> Iterator[tuple[str, bytes]]:
    decoder = msgspec.json.Decoder(_Source)
    for number, line in enumerate(lines, first):
        try:
            source = decoder.decode(line)
            held = source.text
            content = (
                base64.b64decode(source.base64 or "", validate=True)
                if held is None
                else held.encode()
            )
        except (msgspec.MsgspecError, ValueError) as error:
            raise _refused(file, number, "is no file", error) from None
        yield source.sha256, content


def _refused(file: Path, line: int, what: str, error: Exception | None = None) -> PracticeError:
    why = f": {error}" if error is not None and str(error) else ""
    return PracticeError(
        f"{file}, line {line} {what}{why}.",
        "`practice import` takes what `practice export` wrote, or a `history.sqlite3`; nothing "
        "was imported.",
    )
