"""The edits of a function: of its statements, their order, and what stands around them."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence

from grader.explain.edits.expressions import condition, expression, operators
from grader.explain.edits.kinds import Edit, short
from grader.explain.edits.source import Source


def function(source: Source, node: ast.FunctionDef) -> Iterator[Edit]:
    """Every edit of a function; of a constructor those of its statements only."""
    source.enter(node)
    if node.name != "__init__":
        yield from _whole(source, node)
    yield from _block(source, node.body)


def _block(source: Source, body: Sequence[ast.stmt]) -> Iterator[Edit]:
    for statement in body:
        yield from _statement(source, statement)
    for first, second in itertools.pairwise(body):
        moves = isinstance(first, ast.Assign | ast.AugAssign | ast.Expr) and isinstance(
            second, ast.Assign | ast.AugAssign | ast.Expr | ast.For
        )
        if moves and not _is_text(first):
            one, two = source.text(first), source.text(second)
            swapped = ((*source.span(first), two), (*source.span(second), one))
            yield Edit("order", first.lineno, swapped, short(one))


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _whole(source: Source, node: ast.FunctionDef) -> Iterator[Edit]:
    arguments = [a for a in node.args.args if a.arg not in ("self", "ctx")]
    if len(arguments) >= 2:
        one, two = arguments[:2]
        swapped = (_argument(source, one, two), _argument(source, two, one))
        yield Edit("parameters", one.lineno, swapped, f"{node.name}({one.arg}, {two.arg})")
    for decorator in node.decorator_list:
        text = source.text(decorator)
        if "grad" in text or "inference" in text:
            yield source.edit("cut", decorator, "(lambda f: f)", f"@{text}")
    last = node.body[-1]
    if not any(isinstance(each, ast.Return) for each in ast.walk(node)):
        if isinstance(last, ast.Expr):
            start = source.span(last)[0]
            yield Edit("return", last.lineno, ((start, start, "return "),), "")
        elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
            name, end = last.targets[0].id, source.span(last)[1]
            yield Edit("return", last.lineno, ((end, end, f"; return {name}"),), name)
    yield from _throughout(source, node)


def _throughout(source: Source, node: ast.FunctionDef) -> Iterator[Edit]:
    """One name for another wherever it is used."""
    used: dict[str, list[ast.Name]] = {}
    for name_node in ast.walk(node):
        if isinstance(name_node, ast.Name) and isinstance(name_node.ctx, ast.Load):
            used.setdefault(name_node.id, []).append(name_node)
    for name, places in used.items():
        if name in source.names and len(places) > 1:
            for other in source.names:
                if other != name:
                    pieces = tuple((*source.span(place), other) for place in places)
                    yield Edit("name", places[0].lineno, pieces, name)


def _argument(source: Source, node: ast.arg, other: ast.arg) -> tuple[int, int, str]:
    start = source.span(node)[0]
    return (start, start + len(node.arg.encode()), other.arg)


def _statement(source: Source, node: ast.stmt) -> Iterator[Edit]:
    match node:
        case ast.Return(value=value) if value is not None:
            yield from expression(source, value)
        case ast.Assign(targets=targets, value=value):
            repeated = isinstance(targets[0], ast.Name) and targets[0].id in {
                n.id for n in ast.walk(value) if isinstance(n, ast.Name)
            }
            if repeated or isinstance(targets[0], ast.Subscript):
                yield source.edit("statement", node, "pass")
            if isinstance(targets[0], ast.Tuple) and len(targets) == 1:
                yield from expression(source, targets[0])
            yield from expression(source, value)
        case ast.AnnAssign(value=value) if value is not None:
            yield from expression(source, value)
        case ast.AugAssign(op=op, value=value):
            yield source.edit("statement", node, "pass")
            rest = source.text(node)[len(source.text(node.target)) :].lstrip().partition("=")[2]
            for other in operators(op):
                changed = f"{source.text(node.target)} {other}= {rest}"
                yield source.edit("operator", node, changed)
            yield from expression(source, value)
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield source.edit("statement", node, "pass")
            yield from expression(source, value)
        case ast.With(items=items, body=body):
            for item in items:
                text = source.text(item.context_expr)
                if "grad" in text or "inference" in text:
                    plain = "__import__('contextlib').nullcontext()"
                    yield source.edit("cut", item.context_expr, plain)
            yield from _block(source, body)
        case ast.If(test=test, body=body, orelse=orelse):
            yield from condition(source, test)
            yield from _block(source, body)
            yield from _block(source, orelse)
        case ast.For(iter=over, body=body):
            yield from expression(source, over)
            yield from _block(source, body)
        case ast.While(test=test, body=body):
            yield from condition(source, test)
            yield from _block(source, body)
