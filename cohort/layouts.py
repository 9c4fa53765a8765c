"""Whose a file is and which exercise it answers, told from where it lies.

Only the first folder, archive or file name below the root says who somebody is: what lies further
down was named by the learner, who could otherwise hand in under another's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cohort import archives
from cohort.tree import METADATA, Leaf

#: Moodle: "Download all submissions", with a folder or a file a participant.
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)"
)
#: Canvas: "Download submissions", one file beside the other: name, user id, file id, file name.
_CANVAS = re.compile(r"(?P<name>[^\W_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<rest>.+)")
#: Gradescope: "Export submissions", a folder a submission and one file that says whose each is.
_GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")
_WRAPPER = re.compile(r"assignment_\d+_export")
#: What browsers and Canvas add to the name of a file that is there already.
_AGAIN = re.compile(r"(.+?)(?: ?\(\d+\)|-\d+)")


class Whose(NamedTuple):
    name: str
    keys: tuple[str, ...] = ()
    """Other things they are known by: an id of the course's system, an address."""
    handed_in: float | None = None


class Placed(NamedTuple):
    leaf: Leaf
    whose: Whose
    exercise: str | None
    """None when the name is that of no exercise; empty where the leaf is no piece of code."""


def placed(leaves: Sequence[Leaf], exercises: Collection[str]) -> Iterator[Placed]:
    """Every leaf with its owner and exercise, those of no interest left out."""
    shifted = _inside(leaves, exercises)
    people = _metadata([parts for parts, _ in shifted], [leaf for _, leaf in shifted])
    for parts, leaf in shifted:
        if parts[-1] == METADATA and leaf.content is not None:
            continue
        whose, file = _owner(parts, people, exercises)
        named = "" if leaf.content is None and not file.lower().endswith(".py") else file
        yield Placed(leaf, whose, exercise_of(named, exercises) if named else "")


def exercise_of(file: str, exercises: Collection[str]) -> str | None:
    """The exercise that a file is named after: ``ce_index.py``, ``CE-Index.py``, ``ce (1).py``."""
    stem = file[:-3] if file.lower().endswith(".py") else file
    again = _AGAIN.fullmatch(stem)
    for name in (stem, again[1] if again else stem):
        slug = name.strip().lower().replace("_", "-").replace(" ", "-")
        if slug in exercises:
            return slug
    return None


def _inside(
    leaves: Sequence[Leaf], exercises: Collection[str]
) -> list[tuple[tuple[str, ...], Leaf]]:
    """Without what merely wraps the whole class: the export's own archive or folder."""
    shifted = [(leaf.parts, leaf) for leaf in leaves]
    while shifted:
        first = shifted[0][0][0]
        inner = [parts[1:] for parts, _ in shifted if parts[0] == first]
        if len(inner) < len(shifted) or not all(inner) or _is_known(first):
            break
        own = any(len(p) == 1 and exercise_of(p[0], exercises) for p in inner)
        whole = archives.stem(first) is not None or _WRAPPER.fullmatch(first)
        recognised = any(_is_known(parts[0]) or parts[0] == METADATA for parts in inner)
        if own or not (whole or recognised or _several(inner, exercises)):
            break
        shifted = [(parts, leaf) for parts, (_, leaf) in zip(inner, shifted, strict=True)]
    return shifted


def _several(inner: Sequence[tuple[str, ...]], exercises: Collection[str]) -> bool:
    """Whether an exercise is answered in one folder and in another: by different people, then."""
    found: dict[str, str] = {}
    answers = ((parts[0], exercise_of(parts[-1], exercises)) for parts in inner if len(parts) > 1)
    return any(slug and found.setdefault(slug, first) != first for first, slug in answers)


def _is_known(name: str) -> bool:
    return any(each.fullmatch(name) for each in (_MOODLE, _CANVAS, _GRADESCOPE))


def _owner(
    parts: tuple[str, ...], people: dict[str, Whose], exercises: Collection[str]
) -> tuple[Whose, str]:
    """Who handed it in, and the name of the file without that."""
    first, last = parts[0], parts[-1]
    plain = archives.bare(first)
    if first in people:
        return people[first], last
    for pattern in (_MOODLE, _CANVAS):
        found = pattern.fullmatch(first)
        if found:
            return Whose(found["name"], (found["id"],)), found["rest"] if len(parts) == 1 else last
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


def _metadata(places: Sequence[tuple[str, ...]], leaves: Sequence[Leaf]) -> dict[str, Whose]:
    """Gradescope's list of submissions: folder name -> who it is of."""
    content = next(
        (leaf.content for parts, leaf in zip(places, leaves, strict=True) if parts == (METADATA,)),
        None,
    )
    if content is None:
        return {}
    import yaml

    try:
        listed = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    found = {}
    for folder, said in listed.items() if isinstance(listed, dict) else ():
        if isinstance(said, dict) and isinstance(said.get(":submitters"), list):
            found[str(folder)] = _submitters(said)
    return found


def _submitters(said: dict[object, object]) -> Whose:
    """One learner, or several that handed in together: their names beside each other."""
    submitters = said[":submitters"]
    people = [each for each in submitters if isinstance(each, dict)]  # type: ignore[attr-defined]
    names = [str(each.get(":name") or each.get(":email") or "?") for each in people]
    keys = [each.get(field) for each in people for field in (":sid", ":email")]
    at = said.get(":created_at")
    moment = getattr(at, "timestamp", None)
    handed_in = float(moment()) if callable(moment) else None
    return Whose(", ".join(names) or "?", tuple(str(key) for key in keys if key), handed_in)
