"""Which lines of two files do the same, names aside, so that somebody who looks knows where."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher

import msgspec

from cohort.normal import Statement, statements

Lines = tuple[int, int]
"""From 1, both included."""


class Match(msgspec.Struct, frozen=True):
    """A statement, or the head of one (``def f(x):``), that is in both files."""

    one: Lines
    other: Lines


def matches(one: bytes, other: bytes) -> list[Match]:
    """In the order of ``one``; every statement matches one of the other file at most. What stands
    in the same order is matched first, then what was moved."""
    ours, theirs = statements(one), statements(other)
    left, right = [each.mark for each in ours], [each.mark for each in theirs]
    found = {
        block.a + n: block.b + n
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        for n in range(block.size)
    }
    free: defaultdict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(right):
        if place not in found.values():
            free[mark].append(place)
    for place, mark in enumerate(left):
        if place not in found and free[mark]:
            found[place] = free[mark].pop(0)
    return [Match(_lines(ours[a]), _lines(theirs[b])) for a, b in sorted(found.items())]


def _lines(statement: Statement) -> Lines:
    return statement.first, statement.last
