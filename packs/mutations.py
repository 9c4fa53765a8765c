"""Makes wrong programs out of right ones: one small change at every place where one fits."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any

import torch

from exercises.spec import Spec
from grader import inputs
from grader.case import gradients_of
from grader.solution import Given, Results, invoke, load

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Gt: ast.Lt, ast.Lt: ast.Gt,
    ast.GtE: ast.Lt, ast.LtE: ast.Gt,
}  # fmt: skip
_SWAPS = {
    "mean": ("sum", "amax", "median"), "sum": ("mean", "amax"), "abs": ("square",),
    "square": ("abs",), "exp": ("expm1", "sigmoid"), "log": ("log2", "log10", "log1p"),
    "log_softmax": ("softmax",), "softmax": ("log_softmax",),
    "logsigmoid": ("sigmoid", "softplus"), "sigmoid": ("tanh", "relu"),
}  # fmt: skip
_MODULES = ("torch", "F", "np")
_DROPPED = {"mean", "sum", "abs", "square", "exp", "log", "log_softmax", "softmax", "logsigmoid",
            "sigmoid"}  # fmt: skip


class _Names:
    """What things are called in a program: the arguments of its functions, all that is local to
    them, and what is kept on `self`."""

    def __init__(self, tree: ast.AST) -> None:
        functions = _functions(tree)
        self.arguments = [
            a.arg for f in functions for a in f.args.args if a.arg not in ("self", "ctx")
        ]
        stored = [
            n.id
            for f in functions
            for n in ast.walk(f)
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        ]
        self.local = {*self.arguments, *stored}
        self.kept = list(
            dict.fromkeys(
                n.attr
                for n in ast.walk(tree)
                if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
            )
        )


def _functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name != "__init__"]


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """What was changed, and the changed program, for every single change."""
    tree = ast.parse(source)
    names = _Names(tree)
    seen = {ast.unparse(tree)}
    for number, node in enumerate(_places(tree)):
        for what, changed in _changes(node, names):
            mutated = copy.deepcopy(tree)
            _replace(mutated, _places(mutated)[number], changed)
            text = ast.unparse(ast.fix_missing_locations(mutated))
            if text not in seen:
                seen.add(text)
                yield f"line {node.lineno}: {what}", text


def _places(tree: ast.AST) -> list[ast.expr]:
    """Every expression inside a ``forward`` (a function's body), in a fixed order."""
    return [
        node
        for function in _functions(tree)
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store)
    ]


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[:] = [new if each is old else each for each in value]


def _changes(node: ast.expr, names: _Names) -> Iterator[tuple[str, ast.expr]]:
    text = ast.unparse(node)
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            for other in _OPERATORS.get(type(op), ()):
                changed = ast.BinOp(left, other(), right)
                yield f"`{text}` became `{ast.unparse(changed)}`", changed
            yield f"`{text}` became `{ast.unparse(left)}`", left
            yield f"`{text}` became `{ast.unparse(right)}`", right
            if isinstance(op, ast.Sub | ast.Div | ast.Pow):
                yield f"operands of `{text}` swapped", ast.BinOp(right, op, left)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield f"minus of `{text}` dropped", operand
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            changed_op = _COMPARISONS[type(op)]()
            yield f"comparison `{text}` changed", ast.Compare(left, [changed_op], [right])
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() | float() as value):
            for other_value in (value + 1, -value, value * 2):
                yield f"`{value}` became `{other_value}`", ast.Constant(other_value)
        case ast.Name(id=name) if name in names.local:
            for other_name in names.arguments:
                if name in names.arguments and other_name != name:
                    yield f"a `{name}` became `{other_name}`", ast.Name(other_name, ast.Load())
            yield f"a `{name}` detached", _call(node, "detach")
        case ast.Call():
            yield from _changed_calls(node, text)
        case ast.Attribute(attr=name, value=ast.Name(id="self") as owner):
            for other_name in names.kept:
                if other_name != name:
                    yield (
                        f"`{text}` became `{other_name}`",
                        ast.Attribute(owner, other_name, ast.Load()),
                    )
        case _:
            return


def _changed_calls(node: ast.Call, text: str) -> Iterator[tuple[str, ast.expr]]:
    function = node.func
    if not isinstance(function, ast.Attribute):
        return
    is_method = not (isinstance(function.value, ast.Name) and function.value.id in _MODULES)
    if function.attr in _DROPPED:
        inner = function.value if is_method else node.args[0]
        yield f"`{function.attr}` dropped from `{text}`", inner
    for other in _SWAPS.get(function.attr, ()):
        renamed = copy.deepcopy(node)
        assert isinstance(renamed.func, ast.Attribute)
        renamed.func.attr = other
        yield f"`{text}`: {function.attr} became {other}", renamed
    yield f"`{text}` detached", _call(node, "detach")
    if node.keywords:
        bare = copy.deepcopy(node)
        bare.keywords = []
        yield f"keywords of `{text}` dropped", bare


def _call(value: ast.expr, method: str) -> ast.Call:
    return ast.Call(ast.Attribute(value, method, ast.Load()), [], [])


def same_function(spec: Spec, text: str, inputs_to_try: int = 200) -> bool:
    """Whether values and gradients equal the reference's on promised inputs, in float64."""
    scope: dict[str, Any] = {}
    exec(compile(text, "mutant.py", "exec"), scope)
    wanted, solution = spec.signature.wanted, load(spec)
    settings = [
        {p.name: p.values[n % len(p.values)] for p in spec.signature.init} for n in range(7)
    ]

    def mutant(given: Given, init: dict[str, Any]) -> Results:
        return invoke(scope[spec.signature.name], spec.signature, given, init)

    for number in range(inputs_to_try):
        dims = spec.sizes[number % len(spec.sizes)]
        values = inputs.draw(spec, dims, inputs.generator(number, spec.id, "equivalence"))
        init = settings[number % len(settings)]
        try:
            one = gradients_of(mutant, values, init, wanted)
        except Exception:
            return False
        other = gradients_of(solution.reference, values, init, wanted)
        for mine, right in zip(
            (*one[0], *one[1].values()), (*other[0], *other[1].values()), strict=False
        ):
            if mine.shape != right.shape or mine.dtype != right.dtype:
                return False
            if not torch.allclose(mine, right, rtol=1e-10, atol=1e-12, equal_nan=True):
                return False
    return True
