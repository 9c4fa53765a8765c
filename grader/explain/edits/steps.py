"""A step of the answer in the place of something that a learner computes: where the rest is right
with it, what stands there is what is wrong, or one of the local variables it is made of."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.explain.edits.kinds import Edit
from grader.explain.edits.source import Source

#: What is replaced is at most this part of a function: else the file is written anew.
_PART = 0.5


def step_edits(source: Source, node: ast.FunctionDef) -> Iterator[Edit]:
    """Every step in the place of every operation and call that is no more than half of the
    function; whatever is returned whole stays."""
    source.enter(node)
    if not source.steps or node.name == "__init__":
        return
    whole = sum(_size(statement) for statement in node.body)
    returned = {id(n.value) for n in ast.walk(node) if isinstance(n, ast.Return)}
    for statement in node.body:
        for inner in ast.walk(statement):
            if not isinstance(inner, ast.BinOp | ast.Call | ast.UnaryOp | ast.Subscript):
                continue
            if id(inner) in returned or _size(inner) > _PART * whole:
                continue
            made_of = _made_of(source, node, inner)
            for step in source.steps:
                text = step.format()  # no hole is in it
                if text != source.text(inner):
                    yield source.edit("step", inner, f"({text})")._replace(made_of=made_of)


def _size(node: ast.AST) -> int:
    """Operations, calls and names in it."""
    return sum(isinstance(n, ast.expr) for n in ast.walk(node))


def _made_of(source: Source, node: ast.FunctionDef, part: ast.expr) -> tuple[tuple[str, int], ...]:
    """The local variables in a part, each with the line it comes from, that may be what is wrong:
    not those the rest goes on using, and not those that another name or a step of the answer is."""
    found = {}
    used = _used_without(node, part)
    for assigned in ast.walk(node):
        for name in _stored(assigned):
            if name not in used and not _is_right(source, assigned):
                found[name] = assigned.lineno  # type: ignore[attr-defined]
    own = {n.id for n in ast.walk(part) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return tuple(
        (name, found[name]) for name in dict.fromkeys(_loaded(part))
        if name in found and name not in own and found[name] < part.lineno
    )  # fmt: skip


def _used_without(node: ast.FunctionDef, part: ast.expr) -> set[str]:
    """The names that the function's result still hangs on when the part is something else."""
    inside = frozenset(id(n) for n in ast.walk(part))
    steps = [s for s in ast.walk(node) if isinstance(s, ast.Assign | ast.AugAssign | ast.AnnAssign)]
    elsewhere = inside | {id(inner) for s in steps for inner in ast.walk(s)}
    used = set(_loaded(node, elsewhere))
    while True:
        needed = [s for s in steps if not used.isdisjoint(_stored(s))]
        more = {name for s in needed for name in _loaded(s, inside)} - used
        if not more:
            return used
        used |= more


def _stored(node: ast.AST) -> Iterator[str]:
    """What a single statement assigns."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
        targets = [node.target]
    for target in targets:
        yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def _loaded(node: ast.AST, without: frozenset[int] = frozenset()) -> Iterator[str]:
    """The names that are read in it, but for some nodes."""
    for n in ast.walk(node):
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and id(n) not in without:
            yield n.id


def _is_right(source: Source, assigned: ast.AST) -> bool:
    """Whether what is assigned is another name for something, or a step of the answer."""
    if not isinstance(assigned, ast.Assign):
        return False
    value = assigned.value
    return isinstance(value, ast.Name | ast.Attribute) or ast.unparse(value) in source.steps
