"""A step of the answer in the place of something that a learner computes: where the rest is right
with it, what stands there is what is wrong."""

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
            for step in source.steps:
                text = step.format()  # no hole is in it
                if text != source.text(inner):
                    yield source.edit("step", inner, f"({text})")


def _size(node: ast.AST) -> int:
    """Operations, calls and names in it."""
    return sum(isinstance(n, ast.expr) for n in ast.walk(node))
