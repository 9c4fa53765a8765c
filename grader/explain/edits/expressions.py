"""The edits of an expression and of everything inside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from grader.explain.edits.calls import TAKES_AXIS, Called, call
from grader.explain.edits.kinds import Edit, short
from grader.explain.edits.source import Source, is_count

_OPERATORS: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-", "*"), ast.Sub: ("+",), ast.Mult: ("/", "+"), ast.Div: ("*", "-"),
    ast.Pow: ("*",), ast.MatMult: ("*",), ast.FloorDiv: ("/",),
    ast.BitAnd: ("|",), ast.BitOr: ("&",),
}  # fmt: skip
SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@",
    ast.FloorDiv: "//", ast.Mod: "%", ast.BitAnd: "&", ast.BitOr: "|",
}  # fmt: skip
_WRAPS = (
    ("reduction-missing", "({}).mean()"), ("reduction-missing", "({}).sum(-1)"),
    ("reduction-missing", "({}).sum()"), ("reduction-missing", "({}).sum(-1).mean()"),
    ("reduction-missing", "({}).sum(-1, keepdim=True)"), ("reduction-missing", "({}).mean(0)"),
    ("missing", "torch.log({})"), ("missing", "torch.exp({})"), ("missing", "torch.abs({})"),
    ("missing", "torch.sigmoid({})"), ("missing", "torch.softmax({}, -1)"),
    ("missing", "torch.log_softmax({}, -1)"), ("missing", "(1 - ({}))"),
    ("missing", "torch.square({})"), ("missing", "({}).unsqueeze(-1)"),
    ("missing", "torch.sqrt({})"), ("missing", "(1 / ({}))"), ("missing", "({}).clamp(min=0)"),
    ("missing", "({}).transpose(-1, -2)"), ("uncut", "({}).detach()"),
)  # fmt: skip


def operators(op: ast.operator) -> tuple[str, ...]:
    """What may be meant where an operator stands."""
    return _OPERATORS.get(type(op), ())


def expression(source: Source, node: ast.expr) -> Iterator[Edit]:
    """Every edit of an expression and of what is inside it."""
    match node:
        case ast.BinOp():
            yield from _operation(source, node)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            yield from _number(source, node, -float(value), value)
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield source.edit("sign", node, f"({source.text(operand)})")
            yield from expression(source, operand)
        case ast.UnaryOp(op=ast.Invert() | ast.Not(), operand=operand):
            yield source.edit("condition", node, f"({source.text(operand)})")
            yield from expression(source, operand)
        case ast.UnaryOp(operand=operand):
            yield from expression(source, operand)
        case ast.Constant(value=bool() | str() | None):
            return
        case ast.Constant(value=int() | float() as value):
            yield from _number(source, node, float(value), value)
            return
        case ast.Name(id=name):
            for other in source.names if name in source.names else []:
                if other != name:
                    yield source.edit("name", node, other)
        case ast.Attribute(value=ast.Name(id="self"), attr=attr):
            for other in source.attributes:
                if other != attr:
                    yield source.edit("name", node, f"self.{other}")
            return
        case ast.Attribute(value=value, attr=attr):
            if attr == "data":
                yield source.edit("cut", node, source.text(value))
            elif attr in ("T", "mT"):
                yield source.edit("extra", node, source.text(value))
            yield from expression(source, value)
        case ast.Call():
            yield from _call(source, node)
        case ast.Compare():
            yield from _comparison(source, node)
        case ast.Subscript():
            yield from _subscript(source, node)
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            yield from _turned(source, node, elts)
            for inner in elts:
                yield from expression(source, inner)
            return
        case ast.IfExp(test=test, body=body, orelse=orelse):
            other = f"({source.text(orelse)} if {source.text(test)} else {source.text(body)})"
            yield source.edit("condition", node, other, source.text(test))
            yield from condition(source, test)
            for inner in (body, orelse):
                yield from expression(source, inner)
        case ast.ListComp(elt=elt, generators=over) | ast.GeneratorExp(elt=elt, generators=over):
            yield from expression(source, elt)
            for each in over:
                yield from expression(source, each.iter)
                for test in each.ifs:
                    yield from condition(source, test)
            return
        case ast.BoolOp(values=values):
            for inner in values:
                yield from expression(source, inner)
            return
        case ast.Lambda(body=body):
            yield from expression(source, body)
            return
        case _:
            return
    yield from _wrapped(source, node)


def condition(source: Source, test: ast.expr) -> Iterator[Edit]:
    """The edits of what an `if` asks. Any of them may make it hold always or never: then the branch
    is what is wrong, and not a number, a sign or a comparison in it."""
    for edit in expression(source, test):
        yield edit._replace(kind="branch", shown=short(source.text(test)))


def _wrapped(source: Source, node: ast.expr) -> Iterator[Edit]:
    if is_count(node) or (isinstance(node, ast.Name) and node.id in source.counts):
        return
    text = source.text(node)
    if not isinstance(node, ast.UnaryOp):
        yield source.edit("sign", node, f"(-({text}))")
    for kind, wrap in _WRAPS:
        yield source.edit(kind, node, wrap.format(text))
    for wrap in source.wraps:
        yield source.edit("undone", node, f"({wrap.format(text)})")


def _operation(source: Source, node: ast.BinOp) -> Iterator[Edit]:
    sign = SIGNS.get(type(node.op))
    if sign is None:
        return
    left, right = source.text(node.left), source.text(node.right)
    for other in operators(node.op):
        yield source.edit("operator", node, f"(({left}) {other} ({right}))", f"{sign} {right}")
    if sign in ("-", "/", "**", "@"):
        yield source.edit("sides", node, f"(({right}) {sign} ({left}))")
    yield source.edit("extra", node, f"({left})", f"{sign} {right}")
    yield source.edit("extra", node, f"({right})", f"{left} {sign}")
    yield from _regrouped(source, node, sign)
    yield from expression(source, node.left)
    yield from expression(source, node.right)


def _regrouped(source: Source, node: ast.BinOp, sign: str) -> Iterator[Edit]:
    """a ∘ (b · c) for (a ∘ b) · c, and f(a) ∘ b for f(a ∘ b)."""
    for side, other, first in ((node.left, node.right, True), (node.right, node.left, False)):
        if isinstance(side, ast.BinOp) and (inner := SIGNS.get(type(side.op))):
            one, two = source.text(side.left), source.text(side.right)
            rest = source.text(other)
            text = (f"(({one}) {inner} (({two}) {sign} ({rest})))" if first
                    else f"((({rest}) {sign} ({one})) {inner} ({two}))")  # fmt: skip
            yield source.edit("grouping", node, text)
        elif isinstance(side, ast.UnaryOp) and isinstance(side.op, ast.USub):
            one, rest = source.text(side.operand), source.text(other)
            text = f"(-(({one}) {sign} ({rest})))" if first else f"(-(({rest}) {sign} ({one})))"
            yield source.edit("grouping", node, text)
        elif isinstance(side, ast.Call):
            called = Called.of(side, source)
            if called is not None and called.name not in ("view", "reshape", "to"):
                one, rest = source.text(called.subject), source.text(other)
                text = f"({one}) {sign} ({rest})" if first else f"({rest}) {sign} ({one})"
                yield source.edit("grouping", node, called.again(text, source), called.shown)


#: A number below it guards against 0: made large, it would do away with what it guards.
_GUARD = 1e-3


def _number(source: Source, node: ast.expr, value: float, written: Any) -> Iterator[Edit]:
    whole = isinstance(written, int)
    others: list[float | int] = [0, 1, 2, -1] if whole else [0.0, 1.0, 2.0, 0.5, 1 - value]
    others += [number for number in source.pool.numbers if isinstance(number, int) or not whole]
    if 0 < value < _GUARD:
        others = [number for number in others if abs(number) < _GUARD]
    for other in dict.fromkeys([*others, type(written)(-value)]):
        if other != value:
            yield source.edit("constant", node, f"({other!r})")
    for attribute in source.attributes:
        yield source.edit("fixed", node, f"self.{attribute}")
    for name in source.plain:
        yield source.edit("fixed", node, name)


def _comparison(source: Source, node: ast.Compare) -> Iterator[Edit]:
    if len(node.ops) != 1:
        return
    turned = {ast.Gt: "<", ast.Lt: ">", ast.GtE: "<=", ast.LtE: ">=", ast.Eq: "!=",
              ast.NotEq: "=="}.get(type(node.ops[0]))  # fmt: skip
    equal = {ast.Gt: ">=", ast.Lt: "<=", ast.GtE: ">", ast.LtE: "<"}.get(type(node.ops[0]))
    left, right = node.left, node.comparators[0]
    for kind, sign in (("condition", turned), ("equality", equal)):
        if sign:
            yield source.edit(kind, node, f"({source.text(left)} {sign} {source.text(right)})")
    yield from expression(source, left)
    if not (isinstance(right, ast.Constant) and right.value == 0):
        yield from expression(source, right)  # below 0 it would say nothing of what is compared


def _call(source: Source, node: ast.Call) -> Iterator[Edit]:
    called = Called.of(node, source)
    if called is None:
        for inner in [*node.args, *(k.value for k in node.keywords)]:
            yield from expression(source, inner)
        return
    yield from call(source, node, called)
    yield from expression(source, called.subject)
    for place, inner in enumerate(called.rest):
        if not (place == 0 and called.name in TAKES_AXIS):
            yield from expression(source, inner)
    for keyword in node.keywords:
        if keyword.arg not in ("dim", "axis", "keepdim", "keepdims", "dtype"):
            yield from expression(source, keyword.value)


def _subscript(source: Source, node: ast.Subscript) -> Iterator[Edit]:
    yield source.edit("extra", node, source.text(node.value))
    yield from expression(source, node.value)
    inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for inner in inside:
        if not isinstance(inner, ast.Slice):
            yield from expression(source, inner)
        elif inner.step is None:
            written = source.text(inner)
            for other in ("1:", ":-1", ":", "::2", "1::2"):
                if other != written:
                    yield source.edit("slice", inner, other, source.text(node))
        elif inner.lower is None and inner.upper is None:
            every = source.text(inner.step)
            yield source.edit("slice", inner, f"1::{every}", source.text(node))
        else:
            yield source.edit("slice", inner, f"::{source.text(inner.step)}", source.text(node))
    added = [i for i in inside if isinstance(i, ast.Constant) and i.value is None]
    if len(inside) == 2 and len(added) == 1:
        one, two = inside
        swapped = ((*source.span(one), source.text(two)), (*source.span(two), source.text(one)))
        yield Edit("new-axis", node.lineno, swapped, short(source.text(node)))


def _turned(source: Source, node: ast.expr, elts: list[ast.expr]) -> Iterator[Edit]:
    """The other order of a pair that is returned or stacked."""
    if len(elts) == 2:
        one, two = elts
        swapped = ((*source.span(one), source.text(two)), (*source.span(two), source.text(one)))
        yield Edit("sides", node.lineno, swapped, short(source.text(node)))
