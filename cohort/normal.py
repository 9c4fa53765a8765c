"""A program without what anybody can change without thinking: names, comments, layout, the order
of statements that do not touch each other.

Of what is left the *shapes* are counted: every subtree by its own hash, so that two programs can
be compared by what they have in common, wherever it stands.
"""

from __future__ import annotations

import ast
import builtins
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

#: Shapes of fewer nodes are in every program.
_SMALLEST = 4
#: Larger trees are not compared: nobody writes them by hand.
_MOST_NODES = 20_000

Shapes = Counter[int]

#: What a compound statement holds besides its head.
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")


class Statement(NamedTuple):
    """A simple statement, or the head of a compound one (``for x in y:``)."""

    mark: int
    """The same for two that only differ in names, as long as the process lives."""
    first: int
    last: int
    """Lines from 1, both included."""


def shapes(source: bytes) -> Shapes | None:
    """The subtrees of a file and how often each is there; None for what is no Python."""
    try:
        tree = _tree(source)
        found: Shapes = Counter()
        _shape(tree, _own_names(tree), found)
    except _NO_PYTHON:
        return None
    return found


def statements(source: bytes) -> list[Statement]:
    """In the order of the file, without docstrings and imports; none of what is no Python."""
    try:
        tree = _tree(source)
        return list(_statements(tree.body, _own_names(tree)))
    except _NO_PYTHON:
        return []


_NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)


def _tree(source: bytes) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an escape in their strings
        tree = ast.parse(source)
    if sum(1 for _ in ast.walk(tree)) > _MOST_NODES:
        raise ValueError("larger than anything written by hand")
    return tree


def _statements(block: list[ast.stmt], own: frozenset[str]) -> Iterator[Statement]:
    for node in _meant(list(block)):
        if not isinstance(node, ast.stmt):
            continue
        inner = [each for name in _BLOCKS for each in getattr(node, name, [])]
        below = [line for each in inner if (line := getattr(each, "lineno", None))]
        above = [each.lineno for each in getattr(node, "decorator_list", [])]
        first, end = min(above or [node.lineno]), node.end_lineno or node.lineno
        last = max(node.lineno, min(below) - 1) if below else end
        yield Statement(_shape(node, own, Counter(), without=_BLOCKS)[0], first, last)
        for each in inner:
            handled = isinstance(each, ast.ExceptHandler | ast.match_case)
            yield from _statements(each.body if handled else [each], own)


def likeness(one: Shapes, other: Shapes) -> float:
    """From 0, nothing in common, to 1, the same: shared shapes to all (Jaccard, with counts)."""
    together = (one | other).total()
    return (one & other).total() / together if together else 1.0


def _own_names(tree: ast.AST) -> frozenset[str]:
    """The names that the program gives; those of torch and Python's own stay what they are."""
    given = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                given.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                given.add(name)
            case ast.Attribute(attr=name, value=ast.Name(id="self")):
                given.add(name)
    return frozenset(given - set(dir(builtins)) - {"self", "forward", "__init__"})


def _shape(
    node: ast.AST, own: frozenset[str], found: Shapes, without: tuple[str, ...] = ()
) -> tuple[int, int]:
    """The hash of a subtree and its size in nodes, counted with all below it; of the node itself
    ``without`` some of its fields."""
    parts: list[object] = [type(node).__name__]
    size = 1
    for name, value in ast.iter_fields(node):
        if name in ("ctx", "type_comment", "kind", "returns", "annotation", *without):
            continue
        if isinstance(value, list):
            below = [_shape(each, own, found) for each in _meant(value)]
            hashes = [each for each, _ in below]
            parts.append(_ordered(value, hashes) if name in ("body", "orelse") else tuple(hashes))
            size += sum(each for _, each in below)
        elif isinstance(value, ast.AST):
            inner, count = _shape(value, own, found)
            parts.append(inner)
            size += count
        else:
            parts.append("·" if isinstance(value, str) and value in own else repr(value))
    mark = hash(tuple(parts))
    if size >= _SMALLEST:
        found[mark] += 1
    return mark, size


def _meant(values: list[object]) -> Iterator[ast.AST]:
    """Without docstrings, and without imports, which say nothing."""
    for value in values:
        match value:
            case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
                continue
            case ast.AST():
                yield value


def _ordered(statements: list[object], hashes: list[int]) -> tuple[int, ...]:
    """The statements of a block in one order of all that mean the same: each as early as what it
    needs and what needs what it gives lets it stand, and among those by its shape."""
    nodes = list(_meant(statements))
    touched = [_touched(node) for node in nodes]
    left, order = list(range(len(nodes))), []
    while left:
        free = [n for n in left if not any(_bound(touched[m], touched[n]) for m in left if m < n)]
        first = min(free, key=lambda n: hashes[n])
        order.append(hashes[first])
        left.remove(first)
    return tuple(order)


def _touched(node: ast.AST) -> tuple[frozenset[str], frozenset[str], bool]:
    """The names that a statement reads and gives, and whether it may do more than that."""
    read, given = set(), set()
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name, ctx=ast.Load()):
                read.add(name)
            case ast.Name(id=name):
                given.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                given.add(name)
    fixed = not isinstance(node, ast.Assign | ast.AnnAssign | ast.FunctionDef | ast.ClassDef)
    return frozenset(read), frozenset(given), fixed


def _bound(
    one: tuple[frozenset[str], frozenset[str], bool],
    other: tuple[frozenset[str], frozenset[str], bool],
) -> bool:
    """Whether the order of two statements matters."""
    return bool(one[2] or other[2] or one[1] & other[0] or one[0] & other[1] or one[1] & other[1])
