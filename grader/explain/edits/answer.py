"""What the model answer is made of: what a change of a learner's file can take from it.

Its numbers, axes and functions, what it does with one value at a time, and its steps written out in
the arguments alone. Each is put into the learner's own file in the learner's own names; of a helper
function, a loop or a branch of the answer nothing is taken.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MODULES = {"torch": "torch", "F": "torch.nn.functional", "nn": "torch.nn",
            "math": "__import__('math')", "np": "np"}  # fmt: skip
#: More of a kind are not taken, and no step that is longer than so many characters.
_MOST, _LONGEST = 8, 400
_HOLE = "_practice_hole_"
_PLAIN = (ast.Constant, ast.operator, ast.unaryop, ast.expr_context, ast.BinOp, ast.UnaryOp,
          ast.Tuple)  # fmt: skip


class Pool(NamedTuple):
    """Pieces of an answer. Names of arguments and parameters stand in them as the answer's."""

    numbers: tuple[float, ...] = ()
    axes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    """Of methods and torch functions that are called with one value and nothing else."""
    wraps: tuple[ast.expr, ...] = ()
    """What is done with one value: an expression with a hole."""
    steps: tuple[ast.expr, ...] = ()
    """Its local variables, in the arguments and parameters alone."""
    order: tuple[str, ...] = ()
    """What the answer is called with, in order."""
    parameters: tuple[str, ...] = ()


NOTHING = Pool()


def pool(source: str, name: str, order: Sequence[str], parameters: Sequence[str]) -> Pool:
    """The pieces of the answer called `name` in a text, which is called with what `order` says; of
    an `autograd.Function` only numbers."""
    top = next((n for n in ast.parse(source).body if getattr(n, "name", "") == name), None)
    if top is None:
        return NOTHING
    functions = [n for n in ast.walk(top) if isinstance(n, ast.FunctionDef)]
    main = [n for n in functions if n.name in ("forward", name)]
    constants = [n.value for n in ast.walk(top) if isinstance(n, ast.Constant)]
    numbers = {v for v in constants if isinstance(v, int | float) and v not in (0, 1, 2)}
    if len(main) != 1 or any(n.name == "backward" for n in functions):
        return Pool(tuple(sorted(numbers))[:_MOST])
    known = frozenset({*order, *parameters})
    calls = [n for n in ast.walk(main[0]) if isinstance(n, ast.Call)]
    axes = {
        ast.unparse(k.value) for call in calls for k in call.keywords
        if k.arg in ("dim", "axis") and not any(isinstance(n, ast.Name) for n in ast.walk(k.value))
    }  # fmt: skip
    wraps = {ast.unparse(w): w for n in ast.walk(main[0]) for w in _wraps(n, frozenset(parameters))}
    steps = {ast.unparse(s): s for s in _steps(main[0], known)}
    return Pool(
        tuple(sorted(numbers))[:_MOST],
        tuple(sorted(axes - {"0", "1", "-1"}))[:_MOST],
        tuple(dict.fromkeys(_bare(calls)))[:_MOST],
        tuple(wraps.values())[:_MOST],
        tuple(s for text, s in steps.items() if len(text) <= _LONGEST)[-_MOST:],
        tuple(order),
        tuple(parameters),
    )


def _bare(calls: list[ast.Call]) -> Iterator[str]:
    """The functions called with one value only."""
    for call in calls:
        if isinstance(call.func, ast.Attribute) and not call.keywords:
            of_module = isinstance(call.func.value, ast.Name) and call.func.value.id in _MODULES
            if len(call.args) == int(of_module):
                yield call.func.attr


def _wraps(node: ast.AST, parameters: frozenset[str]) -> Iterator[ast.expr]:
    """An operation or a call with a hole where its one value stands, all else in it being numbers
    and parameters."""
    hole = ast.Name(_HOLE, ast.Load())
    if isinstance(node, ast.BinOp):
        if _is_plain(node.right, parameters):
            yield ast.BinOp(hole, node.op, node.right)
        elif _is_plain(node.left, parameters):
            yield ast.BinOp(node.left, node.op, hole)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        of_module = isinstance(node.func.value, ast.Name) and node.func.value.id in _MODULES
        rest = [*node.args[int(of_module) :], *(k.value for k in node.keywords)]
        if (of_module and not node.args) or not rest:
            return
        if all(_is_plain(each, parameters) for each in rest):
            if of_module:
                yield ast.Call(node.func, [hole, *node.args[1:]], node.keywords)
            else:
                func = ast.Attribute(hole, node.func.attr, ast.Load())
                yield ast.Call(func, node.args, node.keywords)


def _is_plain(node: ast.expr, parameters: frozenset[str]) -> bool:
    """Whether an expression is made of numbers and parameters only."""
    return all(
        isinstance(n, _PLAIN)
        or (isinstance(n, ast.Name) and n.id in parameters | {"self"})
        or (isinstance(n, ast.Attribute) and n.attr in parameters)
        for n in ast.walk(node)
    )


def _steps(node: ast.FunctionDef, known: frozenset[str]) -> Iterator[ast.expr]:
    """The values of the local variables that are assigned once, before any loop or branch."""
    values: dict[str, ast.expr] = {}
    for statement in node.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            if isinstance(statement, ast.Expr):  # its docstring
                continue
            return
        targets: list[ast.expr] = [statement.targets[0]]
        parts: list[ast.expr] = [statement.value]
        if isinstance(targets[0], ast.Tuple) and isinstance(parts[0], ast.Tuple):
            targets, parts = targets[0].elts, parts[0].elts
        for target, part in zip(targets, parts, strict=False):
            if not isinstance(target, ast.Name) or isinstance(targets[0], ast.Tuple):
                return
            written = _Inlined(values).visit(ast.parse(ast.unparse(part), mode="eval").body)
            values[target.id] = written
            names = {n.id for n in ast.walk(written) if isinstance(n, ast.Name)}
            inner = any(isinstance(n, ast.Lambda | ast.comprehension) for n in ast.walk(written))
            if names <= known | {"self", *_MODULES} and not inner:
                yield written


class _Inlined(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.values.get(node.id, node)


class Renamed(ast.NodeTransformer):
    """A piece of the answer in a learner's own names; ``lost`` where one has none."""

    def __init__(self, names: dict[str, str], parameters: dict[str, str]) -> None:
        self.names, self.parameters = names, parameters
        self.lost = False

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == _HOLE:
            return ast.Name(_HOLE, ast.Load())
        if node.id in self.names:
            return ast.Name(self.names[node.id], ast.Load())
        if node.id in self.parameters:
            return ast.Name(self.parameters[node.id], ast.Load())
        if node.id in _MODULES:
            return ast.Name(_MODULES[node.id], ast.Load())
        self.lost = True
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            written = self.parameters.get(node.attr)
            self.lost = self.lost or written is None
            return ast.Name(written or node.attr, ast.Load())
        return ast.Attribute(self.visit(node.value), node.attr, ast.Load())


def written(piece: ast.expr, names: dict[str, str], parameters: dict[str, str]) -> str | None:
    """A piece as text with `({})` for a hole and braces doubled, as `format` wants it; None where a
    name in it has no counterpart."""
    renamed = Renamed(names, parameters)
    again = renamed.visit(ast.parse(ast.unparse(piece), mode="eval").body)
    text = ast.unparse(again).replace("{", "{{").replace("}", "}}").replace(_HOLE, "({})")
    return None if renamed.lost else text
