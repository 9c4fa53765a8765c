"""The small changes of a learner's file that the search for the fault tries, a few lines a kind.

An edit replaces pieces of the text, so that every other line stays as it was written. `kinds` says
of each kind what is wrong when that change puts the file right, `statements`, `expressions` and
`calls` make the edits of what they are called after, on a file read by `source`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from grader.explain.edits.answer import NOTHING, Pool
from grader.explain.edits.in_numpy import in_numpy, is_numpy
from grader.explain.edits.kinds import KINDS, Edit
from grader.explain.edits.source import Source
from grader.explain.edits.statements import function
from grader.explain.edits.steps import step_edits

__all__ = ["KINDS", "Edit", "edits", "steps"]


def edits(source: bytes, pool: Pool = NOTHING) -> list[Edit]:
    """Every edit of a file, the most probable kinds first; none where it cannot be read. From a
    ``pool`` come numbers, axes, functions and what is done with one value in the answer."""
    unique: dict[tuple[tuple[int, int, str], ...], Edit] = {}
    for edit in _of_functions(source, pool, function):
        unique.setdefault(edit.pieces, edit)
    # of a place as they are made: a number that is left out before its opposite
    return sorted(unique.values(), key=lambda e: (e.rank, e.line, e.pieces[0][:2]))


def steps(source: bytes, pool: Pool) -> list[Edit]:
    """The edits that put a step of the answer where something of the file stands."""
    return sorted(_of_functions(source, pool, step_edits), key=lambda e: (e.line, e.pieces))


def _of_functions(
    source: bytes, pool: Pool, made: Callable[[Source, ast.FunctionDef], Iterable[Edit]]
) -> list[Edit]:
    """What is ``made`` of each function of a file, in NumPy's words where it is written in it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    read = Source(source, tree, pool)
    found = [
        edit
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for edit in made(read, node)
    ]
    if is_numpy(tree):
        found = [edit for each in found if (edit := in_numpy(each)) is not None]
    return found
