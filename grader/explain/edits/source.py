"""A learner's file as text and tree together: where a node stands, and what can be meant in it."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import Any

from grader.explain.edits.answer import NOTHING, Pool, written
from grader.explain.edits.kinds import Edit, short

#: More names than these in one function are not tried for each other.
_NAMES = 10


class Source:
    """The text of a file with its tree; edits are made as pieces of the text."""

    def __init__(self, source: bytes, tree: ast.Module, pool: Pool = NOTHING) -> None:
        self.source, self.tree, self.pool = source, tree, pool
        self._starts = [0, *itertools.accumulate(map(len, source.splitlines(keepends=True)))]
        self.attributes = sorted({
            node.attr for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name) and node.value.id == "self"
        })  # fmt: skip
        self.names: list[str] = []
        """What can be meant in the function being looked at."""
        self.plain: list[str] = []
        """Its arguments that have a default or are no tensors by their look: numbers."""
        self.counts: frozenset[str] = frozenset()
        """Its local variables that are sizes: neither has a sign or a logarithm."""
        self.wraps: list[str] = []
        """What the answer does with one value, in the names of that function."""
        self.steps: list[str] = []
        """The answer's steps, in its names; none where it is called with something else."""

    def enter(self, node: ast.FunctionDef) -> None:
        self.names = _names(node)
        self.counts = frozenset(_counts(node))
        given = [*node.args.args, *node.args.kwonlyargs]
        with_default = len(node.args.defaults)
        self.plain = [a.arg for a in given[len(given) - with_default :]] if with_default else []
        self.plain += [a.arg for a in given if _is_number(a.annotation)]
        self.plain = list(dict.fromkeys(self.plain))
        order = [a.arg for a in given if a.arg not in ("self", "ctx")]
        names = dict(zip(self.pool.order, order, strict=False))
        own = {p: f"self.{p}" for p in self.pool.parameters if p in self.attributes}
        own |= {p: names[p] for p in self.pool.parameters if p in names}
        fits = len(order) == len(self.pool.order)
        self.wraps = _written(self.pool.wraps, {}, own)
        self.steps = _written(self.pool.steps, names, own) if fits else []

    def span(self, node: Any) -> tuple[int, int]:
        return (self._starts[node.lineno - 1] + node.col_offset,
                self._starts[node.end_lineno - 1] + node.end_col_offset)  # fmt: skip

    def text(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode("utf-8", "replace")

    def edit(self, kind: str, node: Any, text: str, shown: str | None = None) -> Edit:
        """The edit that puts a text in the place of a node."""
        pieces = ((*self.span(node), text),)
        return Edit(kind, node.lineno, pieces, short(shown or self.text(node)))


def _written(pieces: tuple[ast.expr, ...], names: dict[str, str], own: dict[str, str]) -> list[str]:
    return [text for piece in pieces if (text := written(piece, names, own)) is not None]


def _names(node: ast.FunctionDef) -> list[str]:
    """The arguments of a function and what is assigned in it."""
    names = [
        a.arg for a in [*node.args.args, *node.args.kwonlyargs] if a.arg not in ("self", "ctx")
    ]
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            names.append(inner.id)
    return list(dict.fromkeys(names))[:_NAMES]


#: What gives a count or a size.
_COUNTING = frozenset({"numel", "size", "dim", "ndimension", "nelement", "len", "int"})


def is_count(node: ast.expr) -> bool:
    """Whether an expression is a count or a size by its look."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _COUNTING
        case ast.Subscript(value=inner):
            return is_count(inner)
        case ast.Attribute(attr="shape" | "ndim"):
            return True
        case ast.BinOp(left=left, right=right):
            return all(is_count(n) or isinstance(n, ast.Constant) for n in (left, right))
    return False


def _counts(node: ast.FunctionDef) -> Iterator[str]:
    """The names that a size is assigned to, alone or with others."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and len(inner.targets) == 1:
            target, value = inner.targets[0], inner.value
            alike = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=False) if alike else [(target, value)]  # type: ignore[attr-defined]
            for one, from_ in pairs:
                if is_count(from_):
                    yield from (n.id for n in ast.walk(one) if isinstance(n, ast.Name))
        elif isinstance(inner, ast.For) and ast.unparse(inner.iter).startswith("range("):
            yield from (n.id for n in ast.walk(inner.target) if isinstance(n, ast.Name))


def _is_number(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id in ("float", "int")
