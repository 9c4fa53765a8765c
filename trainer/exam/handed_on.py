"""An exam that is handed on: what an interviewer gives away, and what comes back.

A package names the items and their seeds and holds no answers. A result holds the package, the
code and the replies, and what the candidate's `practice` made of them; whoever receives it grades
everything again. Both are JSON, read strictly: a field that is wrong is named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from exercises.errors import PracticeError
from exercises.questions import Question
from exercises.spec import Spec
from trainer.exam.model import Ending, Outcome, Paper, Pause, Record

VERSION = 1
#: Far more than any exam; only keeps a wrong file from being read for minutes.
LARGEST = 32 * 2**20
_MOST_ITEMS = 200
_LARGEST_SEED = 2**63 - 1
_ONCE = "every id only once"
#: It names files.
_ID = re.compile(r"[0-9]{8}-[0-9a-z]{1,16}")

Handed = TypeVar("Handed", "Package", "Result")


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is handed to a candidate."""

    format: Literal["practice exam"] = "practice exam"
    version: Annotated[int, Meta(ge=1)] = VERSION
    practice: str
    """The version of `practice` that packed it."""
    packed: Annotated[datetime, Meta(tz=True)]
    paper: Paper
    contents: dict[str, str]
    """A digest of every item as it was then: another version may ask something else."""


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One item as the candidate's `practice` decided it."""

    id: str
    outcome: Outcome
    seconds: Annotated[float, Meta(ge=0)] = 0.0
    late: bool = False
    runs: Annotated[int, Meta(ge=0)] = 0
    failed_core: int | None = None
    code: bytes | None = None
    """Of a drill: the file that decided it, byte for byte (base64)."""
    reply: str | None = None
    """Of a question: what was typed."""


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the candidate sends back."""

    format: Literal["practice exam result"] = "practice exam result"
    version: Annotated[int, Meta(ge=1)] = VERSION
    practice: str
    exam: str
    """The digest of the package."""
    package: Package
    started: Annotated[datetime, Meta(tz=True)]
    ended: Annotated[datetime, Meta(tz=True)]
    ending: Ending
    elapsed: float
    """Seconds, pauses left out."""
    pauses: list[Pause]
    answers: list[Claim]
    checksum: str = ""
    """Of everything above: it notices an edit by hand, and no more."""


def fingerprint(package: Package) -> str:
    """What binds a result to the package: the same however the file is laid out."""
    return _digest(package)


def checksum(result: Result) -> str:
    return _digest(replace(result, checksum=""))


def _digest(handed: Package | Result) -> str:
    # read back first, as whoever receives it does: 5 and 5.0 are written differently
    read = msgspec.json.decode(msgspec.json.encode(handed), type=type(handed))
    return hashlib.sha256(msgspec.json.encode(read)).hexdigest()


def content(asked: Spec | Question) -> str:
    """A digest of an exercise's spec or of a question."""
    return hashlib.blake2b(msgspec.json.encode(asked), digest_size=12).hexdigest()


# -- packing -------------------------------------------------------------------------------------


def packed(
    paper: Paper, asked: Mapping[str, Spec | Question], practice: str, now: datetime
) -> Package:
    """A drawn paper, made ready to be handed on. ``asked`` holds every item by its id."""
    return Package(
        practice=practice,
        packed=now,
        paper=replace(paper, by=""),
        contents={item.id: content(asked[item.id]) for item in paper.items},
    )


def resulted(
    package: Package, record: Record, sources: Mapping[str, bytes], practice: str
) -> Result:
    """What is sent back of an exam that has ended. ``sources`` holds the code by its sha256."""
    assert record.ended is not None
    assert record.ending is not None
    result = Result(
        practice=practice,
        exam=fingerprint(package),
        package=package,
        started=record.started,
        ended=record.ended,
        ending=record.ending,
        elapsed=record.elapsed,
        pauses=record.pauses,
        answers=[
            Claim(
                id=answer.item.id,
                outcome=answer.outcome,
                seconds=answer.seconds,
                late=answer.late,
                runs=answer.runs,
                failed_core=answer.failed_core,
                code=sources.get(answer.sha256 or ""),
                reply=answer.reply,
            )
            for answer in record.answers
        ],
    )
    return replace(result, checksum=checksum(result))


def written(handed: Package | Result) -> bytes:
    """The file."""
    return msgspec.json.format(msgspec.json.encode(handed), indent=1) + b"\n"


# -- reading -------------------------------------------------------------------------------------


def read_package(data: bytes, name: str) -> Package:
    """The package in a file called ``name``; PracticeError naming the field when it is none."""
    return _sound(_read(data, name, Package, "exam", "`practice exam export` writes one."), name)


def read_result(data: bytes, name: str) -> Result:
    """The result in a file called ``name``; PracticeError naming the field when it is none."""
    what = "result of an exam"
    remedy = "`practice exam submit` writes one for an exam that was handed on."
    result = _read(data, name, Result, what, remedy)
    _sound(result.package, name, "package.")
    times = [result.started, result.ended]
    times += [time for pause in result.pauses for time in (pause.start, pause.end) if time]
    for holds, field, expected in (
        (len({claim.id for claim in result.answers}) == len(result.answers), "answers", _ONCE),
        (all(2000 <= time.year < 9000 for time in times), "started", "times of this age"),
    ):
        if not holds:
            raise PracticeError(f"{name} is no {what}: `{field}`: expected {expected}.", remedy)
    return result


def same_contents(package: Package, asked: Mapping[str, Spec | Question], name: str) -> None:
    """PracticeError unless this `practice` asks exactly what the package was packed with."""
    for item in package.paper.items:
        here = asked.get(item.id)
        if here is None or isinstance(here, Spec) != (item.kind == "drill"):
            what = f"asks `{item.id}`, which is not in this `practice`"
        elif package.contents.get(item.id) != content(here):
            what = f"was packed with another `{item.id}` than the one in this `practice`"
        else:
            continue
        raise PracticeError(
            f"{name} {what}.", f"Install the version it was packed with: {package.practice}."
        )


def _read(data: bytes, name: str, kind: type[Handed], what: str, remedy: str) -> Handed:
    try:
        handed = msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        said, _, field = str(error).partition(" - at `$")
        field = field.strip("`").lstrip(".")
        where = f" in `{field}`" if field else ""
        raise PracticeError(f"{name} is no {what}: {said}{where}.", remedy) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PracticeError(f"{name} is no {what}: it is not JSON ({error}).", remedy) from None
    if handed.version > VERSION:
        raise PracticeError(
            f"{name} was written by a newer `practice` ({handed.practice}).",
            "Install the newer `practice`.",
        )
    return handed


def _sound(package: Package, name: str, inside: str = "") -> Package:
    """The package, when an exam can be made of it."""
    paper = package.paper
    ids = [item.id for item in paper.items]
    rules = [
        (bool(_ID.fullmatch(paper.id)), "id", "a date and a few characters, as in `20261123-3fa2`"),
        (0 < paper.minutes <= 24 * 60, "minutes", "more than 0 and at most a day"),
        (0 <= paper.seed <= _LARGEST_SEED, "seed", "0 or more"),
        (0 < len(ids) <= _MOST_ITEMS, "items", f"1 to {_MOST_ITEMS} of them"),
        (len(set(ids)) == len(ids), "items", _ONCE),
    ]
    for place, item in enumerate(paper.items):
        field = f"items[{place}]"
        rules += [
            (0 <= item.seed <= _LARGEST_SEED, f"{field}.seed", "0 or more"),
            (1 <= item.level <= 5, f"{field}.level", "1 to 5"),
            (0 < item.par_minutes <= 24 * 60, f"{field}.par_minutes", "more than 0"),
        ]
    for holds, field, expected in rules:
        if not holds:
            raise PracticeError(
                f"{name} is no exam: `{inside}paper.{field}`: expected {expected}.",
                "Ask for the file again; it is not made to be edited.",
            )
    return package
