"""Whose a file is and which exercise it answers, told from where it lies.

Only the first folder, archive or file name below the root says who somebody is: what lies further
down was named by the learner, who could otherwise hand in under another's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cohort import archives, gradescope
from cohort.tree import METADATA, Leaf

#: Moodle, "Download all submissions", with a folder or a file a participant: their name, or that of
#: their group, and a number, which those in no group have not (mod/assign/classes/downloader.php).
_MOODLE = re.compile(
    r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)"
)
#: Canvas, "Download Submissions", one file beside the other: name, user id, file id, file name; of
#: what was typed in there is no file id (lib/content_zipper.rb).
_CANVAS = re.compile(
    r"(?P<name>[^\s./-]+?)_(?P<late>LATE_)?(?P<id>\d+)_(?:\d+_(?P<rest>.+)|(?:text|link)\.html)"
)
#: The same where Canvas hides who it was.
_CANVAS_NAMELESS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon_(?P<id>[A-Za-z0-9]+))_(?:\d+_(?P<rest>.+)|(?:text|link)\.html)"
)
#: Gradescope, "Export Submissions", a folder a submission and one file that says whose each is.
_GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")
_COURSES = (_MOODLE, _CANVAS, _CANVAS_NAMELESS)
_WRAPPER = re.compile(r"assignment_\d+_export")
#: What browsers and Canvas add to the name of a file that is there already; Canvas after the
#: seventh time (app/models/attachment.rb, `make_unique_filename`) a random number.
_AGAIN = re.compile(r"(.+?)(?: ?\(\d+\)|-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|-\d+)")


#: By Canvas and by a browser, and then by a browser once more.
_MOST_AGAIN = 4


class Whose(NamedTuple):
    name: str
    keys: tuple[str, ...] = ()
    """Other things they are known by: an id of the course's system, an address."""
    handed_in: float | None = None
    clock: bool = True
    """The times of the files say when they came. Moodle and Canvas give every file the time of the
    download."""
    late: bool = False
    """The course's system says that it came late, and not by how much."""


class Placed(NamedTuple):
    leaf: Leaf
    whose: Whose
    exercise: str | None
    """None when the name is that of no exercise; empty where the leaf is no piece of code."""


def placed(leaves: Sequence[Leaf], exercises: Collection[str]) -> Iterator[Placed]:
    """Every leaf with its owner and exercise. Of what nobody grades, only what is known to be
    handed in: it is in an export, or named after an exercise (``ce.ipynb``)."""
    shifted = _inside(leaves, exercises)
    people = _metadata(shifted)
    for parts, leaf in shifted:
        if parts[-1] == METADATA and not leaf.other and leaf.content is not None:
            continue
        if leaf.other:
            named = exercise_of(parts[-1].partition(".")[0], exercises)
            course = parts[0] in people or _is_known(parts[0])
            if course or (named and len(parts) > 1 and not exercise_of(parts[0], exercises)):
                yield Placed(leaf, _owner(parts, people, exercises)[0], "")
            continue
        whose, file = _owner(parts, people, exercises)
        named = "" if leaf.content is None and not file.lower().endswith(".py") else file
        yield Placed(leaf, whose, exercise_of(named, exercises) if named else "")


def exercise_of(file: str, exercises: Collection[str]) -> str | None:
    """The exercise that a file is named after: ``ce_index.py``, ``CE-Index.py``, ``ce (1).py``."""
    stem = file[:-3] if file.lower().endswith(".py") else file
    for _ in range(_MOST_AGAIN):
        slug = stem.strip().lower().replace("_", "-").replace(" ", "-")
        if slug in exercises:
            return slug
        again = _AGAIN.fullmatch(stem)
        if again is None:
            return None
        stem = again[1]
    return None


def _inside(
    leaves: Sequence[Leaf], exercises: Collection[str]
) -> list[tuple[tuple[str, ...], Leaf]]:
    """Without what merely wraps the whole class: the export's own archive or folder, or those of
    several exports beside each other, one an assignment."""
    shifted = [(leaf.parts, leaf) for leaf in leaves]
    while True:
        counted = [parts for parts, leaf in shifted if not leaf.other] or [p for p, _ in shifted]
        first = counted[0][0] if counted else ""
        inner = [parts[1:] for parts in counted if parts[0] == first]
        if not counted or not all(inner) or _is_known(first):
            return shifted
        if len(inner) < len(counted):
            exports = _exports(counted)
            return [(p[1:], leaf) for p, leaf in shifted if p[0] in exports and p[1:]] or shifted
        own = any(len(p) == 1 and exercise_of(p[0], exercises) for p in inner)
        whole = archives.stem(first) is not None or _WRAPPER.fullmatch(first)
        recognised = any(_is_known(parts[0]) or parts[0] == METADATA for parts in inner)
        if own or not (whole or recognised or _several(inner, exercises)):
            return shifted
        shifted = [(p[1:], leaf) for p, leaf in shifted if p[0] == first and p[1:]]


def _exports(found: Sequence[tuple[str, ...]]) -> set[str]:
    """What lies beside each other, if each is an export and nothing else is there. An archive of a
    learner's may look like one, but not that of everybody: so nobody hands in for others."""
    inside: dict[str, set[str]] = {}
    for first, *rest in found:
        inside.setdefault(first, set()).add(rest[0] if rest else "")
    whole = all(
        METADATA in names or (len(names) > 1 and all(map(_is_known, names)))
        for names in inside.values()
    )
    return set(inside) if whole and not any(map(_is_known, inside)) else set()


def _several(inner: Sequence[tuple[str, ...]], exercises: Collection[str]) -> bool:
    """Whether an exercise is answered in one folder and in another: by different people, then."""
    found: dict[str, str] = {}
    answers = ((parts[0], exercise_of(parts[-1], exercises)) for parts in inner if len(parts) > 1)
    return any(slug and found.setdefault(slug, first) != first for first, slug in answers)


def _is_known(name: str) -> bool:
    return any(each.fullmatch(name) for each in (*_COURSES, _GRADESCOPE))


def _owner(
    parts: tuple[str, ...], people: dict[str, Whose], exercises: Collection[str]
) -> tuple[Whose, str]:
    """Who handed it in, and the name of the file without that."""
    first, last = parts[0], parts[-1]
    plain = archives.bare(first)
    if first in people:
        return people[first], last
    for pattern in _COURSES:
        found = pattern.fullmatch(first)
        if found:
            said = found.groupdict()
            keys = (said["id"],) if said["id"] else ()
            whose = Whose(found["name"], keys, clock=False, late=bool(said.get("late")))
            return whose, (said["rest"] or "") if len(parts) == 1 else last
    if len(parts) > 1:
        slug = exercise_of(plain, exercises)
        if slug and not exercise_of(last, exercises):  # `ce/alice.py`
            return Whose(archives.stem(last) or last.removesuffix(".py")), f"{slug}.py"
        return Whose(plain), last
    if not last.lower().endswith(".py"):
        return Whose(plain), last
    return _flat(last[:-3], exercises)


def _flat(stem: str, exercises: Collection[str]) -> tuple[Whose, str]:
    """``alice_ce.py``: the longest end of the name that is an exercise, and what stands before."""
    for cut in re.finditer(r"[_\-. ]+", stem):
        if cut.start() and exercise_of(stem[cut.end() :], exercises):
            return Whose(stem[: cut.start()]), stem[cut.end() :] + ".py"
    return Whose(stem), stem + ".py"


def _metadata(shifted: Sequence[tuple[tuple[str, ...], Leaf]]) -> dict[str, Whose]:
    """Gradescope's lists of submissions: folder name -> who it is of."""
    found: dict[str, Whose] = {}
    for parts, leaf in shifted:
        if parts == (METADATA,) and leaf.content is not None:
            listed = gradescope.submissions(leaf.content)
            found |= {f: Whose(name, keys, at) for f, (name, keys, at) in listed.items()}
    return found
