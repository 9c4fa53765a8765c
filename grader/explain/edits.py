"""The small changes of a learner's file that the search for the fault tries, a few lines a kind.

An edit replaces pieces of the text, so that every other line stays as it was written. `KINDS` says
of each kind what is wrong when that change puts it right, without saying what to type; the order
is how probable each is.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

from exercises.texts import Text

_T = Text
#: kind -> what is wrong, with `{shown}` for what stands there; the most probable first.
KINDS: dict[str, Text] = {
    "operator": _T("the operation in {shown} is not the right one", "{shown} 用错了运算"),
    "sign": _T("the sign of {shown} is wrong", "{shown} 的符号错了"),
    "axis": _T("{shown} runs over the wrong axis", "{shown} 沿着错误的维度计算"),
    "keepdim": _T("the axis that {shown} takes away, or keeps, does not fit what follows",
                  "{shown} 去掉（或保留）的那一维与后面的运算对不上"),
    "axis-kept": _T("{shown} runs over the wrong axis", "{shown} 沿着错误的维度计算"),
    "reduction": _T("{shown} is the wrong reduction", "{shown} 用错了归约方式"),
    "reduction-missing": _T("a reduction is missing around {shown}", "{shown} 外面少了一次归约"),
    "reduction-extra": _T("{shown} reduces what is still needed entry by entry",
                          "{shown} 把后面还要逐元素使用的量归约掉了"),
    "axis-missing": _T("{shown} runs over everything at once; here it should take one axis",
                       "{shown} 一下子归约了全部元素；这里只应沿一维"),
    "axis-extra": _T("{shown} takes one axis only; here everything is meant",
                     "{shown} 只沿一维；这里应当是全部元素"),
    "pair": _T("{shown} gives two tensors, the values and where they stand",
               "{shown} 返回两个张量：值和位置"),
    "cut": _T("{shown} cuts the result off from autograd", "{shown} 切断了梯度"),
    "return": _T("nothing is returned", "没有返回结果"),
    "sides": _T("the two sides of {shown} are the wrong way round", "{shown} 的两边写反了"),
    "function": _T("{shown} is not the function that belongs here", "这里不该用 {shown}"),
    "arguments": _T("the arguments of {shown} are in the wrong order", "{shown} 的参数顺序反了"),
    "parameters": _T("the arguments come in another order than {shown} takes them",
                     "传入参数的顺序与 {shown} 写的不同"),
    "constant": _T("the number {shown} is not right here", "这里的数 {shown} 不对"),
    "fixed": _T("{shown} is fixed where an argument of the constructor is meant",
                "{shown} 写死了，这里应当用构造参数"),
    "name": _T("{shown} is not what belongs here", "这里不该是 {shown}"),
    "extra": _T("{shown} does not belong here", "这里不该有 {shown}"),
    "condition": _T("the condition {shown} is the wrong way round", "条件 {shown} 反了"),
    "missing": _T("something has still to be done with {shown} before it is used here",
                  "{shown} 在这里使用之前还少一步运算"),
    "statement": _T("{shown} undoes what was right before", "{shown} 把前面算对的东西改坏了"),
}  # fmt: skip
_RANK = {kind: place for place, kind in enumerate(KINDS)}
#: Tried after everything else: there are very many of them.
_LATE = {"missing": 40, "reduction-missing": 20, "name": 10}


class Edit(NamedTuple):
    kind: str
    line: int
    pieces: tuple[tuple[int, int, str], ...]
    """What is replaced, from byte to byte, and by what."""
    shown: str
    """What stands there, as the sentence calls it."""

    def applied(self, source: bytes) -> bytes:
        for start, end, text in sorted(self.pieces, reverse=True):
            source = source[:start] + text.encode() + source[end:]
        return source

    @property
    def rank(self) -> int:
        return _RANK[self.kind] + _LATE.get(self.kind, 0)

    def sentence(self, lang: str) -> str:
        return KINDS[self.kind].in_(lang).format(shown=f"`{self.shown}`")


_MODULES = frozenset({"torch", "F", "nn", "math", "functional", "np"})
_GROUPS = (
    ("log", "log2", "log10", "log1p"), ("softmax", "log_softmax", "sigmoid", "logsigmoid"),
    ("abs", "square", "sqrt"), ("max", "min"), ("amax", "amin"), ("argmax", "argmin"),
    ("exp", "expm1"), ("relu", "abs"), ("softplus", "logsigmoid"), ("softmax", "exp"),
    ("logsumexp", "sum"), ("maximum", "minimum"),
)  # fmt: skip
_OVER_AXES = frozenset({"softmax", "log_softmax", "logsumexp"})
_IN_FUNCTIONAL = frozenset({"logsigmoid", "softplus"})
_REDUCTIONS = ("mean", "sum")
_TAKES_AXIS = frozenset({"sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "prod",
                         "logsumexp", "softmax", "log_softmax", "norm", "any", "all"})  # fmt: skip
_CUTS = frozenset({"detach", "item", "float", "double", "half", "tolist", "numpy"})
_DROPPED = _CUTS | _TAKES_AXIS | {
    "log", "exp", "neg", "abs", "sigmoid", "logsigmoid", "sqrt", "square", "relu", "clamp",
    "clamp_min", "clamp_max", "log2", "log10", "log1p", "expm1", "tanh", "softplus", "unsqueeze",
    "squeeze", "flatten", "t", "reciprocal", "long", "int", "round", "sign",
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-", "*"), ast.Sub: ("+",), ast.Mult: ("/", "+"), ast.Div: ("*", "-"),
    ast.Pow: ("*",), ast.MatMult: ("*",),
}  # fmt: skip
_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@",
    ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
_WRAPS = (
    ("reduction-missing", "({}).mean()"), ("reduction-missing", "({}).sum(-1)"),
    ("reduction-missing", "({}).sum()"), ("reduction-missing", "({}).sum(-1).mean()"),
    ("reduction-missing", "({}).sum(-1, keepdim=True)"), ("reduction-missing", "({}).mean(0)"),
    ("missing", "torch.log({})"), ("missing", "torch.exp({})"), ("missing", "torch.abs({})"),
    ("missing", "torch.sigmoid({})"), ("missing", "torch.softmax({}, -1)"),
    ("missing", "torch.log_softmax({}, -1)"), ("missing", "(1 - ({}))"),
    ("missing", "torch.square({})"), ("missing", "({}).unsqueeze(-1)"),
)  # fmt: skip


def edits(source: bytes) -> list[Edit]:
    """Every edit of a file, the most probable kinds first; none where it cannot be read."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    found = _Finder(source, tree).all()
    unique = {edit.pieces: edit for edit in reversed(found)}
    return sorted(unique.values(), key=lambda e: (e.rank, e.line, e.pieces))


class _Finder:
    def __init__(self, source: bytes, tree: ast.Module) -> None:
        self.source, self.tree = source, tree
        self.starts = [0, *itertools.accumulate(map(len, source.splitlines(keepends=True)))]
        self.attributes = sorted({
            node.attr for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name) and node.value.id == "self"
        })  # fmt: skip
        self.names: list[str] = []

    def all(self) -> list[Edit]:
        found: list[Edit] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                self.names = _names(node)
                found += self._function(node)
        return found

    # -- text ------------------------------------------------------------------------------

    def _span(self, node: Any) -> tuple[int, int]:
        return (self.starts[node.lineno - 1] + node.col_offset,
                self.starts[node.end_lineno - 1] + node.end_col_offset)  # fmt: skip

    def _text(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self.source[start:end].decode("utf-8", "replace")

    def _edit(self, kind: str, node: Any, text: str, shown: str | None = None) -> Edit:
        return Edit(
            kind, node.lineno, ((*self._span(node), text),), _short(shown or self._text(node))
        )

    # -- statements ------------------------------------------------------------------------

    def _function(self, node: ast.FunctionDef) -> Iterator[Edit]:
        if node.name != "__init__":
            yield from self._whole(node)
        for statement in node.body:
            yield from self._statement(statement)

    def _whole(self, node: ast.FunctionDef) -> Iterator[Edit]:
        arguments = [a for a in node.args.args if a.arg not in ("self", "ctx")]
        if len(arguments) >= 2:
            one, two = arguments[:2]
            swapped = (self._argument(one, two), self._argument(two, one))
            yield Edit("parameters", one.lineno, swapped, f"{node.name}({one.arg}, {two.arg})")
        for decorator in node.decorator_list:
            if "grad" in self._text(decorator) or "inference" in self._text(decorator):
                yield self._edit("cut", decorator, "(lambda f: f)", f"@{self._text(decorator)}")
        last = node.body[-1]
        if not any(isinstance(each, ast.Return) for each in ast.walk(node)):
            if isinstance(last, ast.Expr):
                yield Edit("return", last.lineno, ((self._span(last)[0],) * 2 + ("return ",),), "")
            elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
                name, end = last.targets[0].id, self._span(last)[1]
                yield Edit("return", last.lineno, ((end, end, f"; return {name}"),), name)
        used: dict[str, list[ast.Name]] = {}
        for name_node in ast.walk(node):
            if isinstance(name_node, ast.Name) and isinstance(name_node.ctx, ast.Load):
                used.setdefault(name_node.id, []).append(name_node)
        for name, places in used.items():
            if name in self.names and len(places) > 1:
                for other in self.names:
                    if other != name:
                        pieces = tuple((*self._span(place), other) for place in places)
                        yield Edit("name", places[0].lineno, pieces, name)

    def _argument(self, node: ast.arg, other: ast.arg) -> tuple[int, int, str]:
        start = self._span(node)[0]
        return (start, start + len(node.arg.encode()), other.arg)

    def _statement(self, node: ast.stmt) -> Iterator[Edit]:
        match node:
            case ast.Return(value=value) if value is not None:
                yield from self._expression(value)
            case ast.Assign(targets=targets, value=value):
                repeated = isinstance(targets[0], ast.Name) and targets[0].id in {
                    n.id for n in ast.walk(value) if isinstance(n, ast.Name)
                }
                if repeated:
                    yield self._edit("statement", node, "pass")
                yield from self._expression(value)
            case ast.AnnAssign(value=value) if value is not None:
                yield from self._expression(value)
            case ast.AugAssign(op=op, value=value):
                yield self._edit("statement", node, "pass")
                sign = self._text(node)[len(self._text(node.target)) :].lstrip()
                for other in _OPERATORS.get(type(op), ()):
                    rest = sign.partition("=")[2]
                    yield self._edit("operator", node, f"{self._text(node.target)} {other}= {rest}")
                yield from self._expression(value)
            case ast.Expr(value=value) if not isinstance(value, ast.Constant):
                yield self._edit("statement", node, "pass")
                yield from self._expression(value)
            case ast.With(items=items, body=body):
                for item in items:
                    text = self._text(item.context_expr)
                    if "grad" in text or "inference" in text:
                        plain = "__import__('contextlib').nullcontext()"
                        yield self._edit("cut", item.context_expr, plain)
                for inner in body:
                    yield from self._statement(inner)
            case ast.If(test=test, body=body, orelse=orelse):
                yield from self._expression(test)
                for inner in [*body, *orelse]:
                    yield from self._statement(inner)
            case ast.For(body=body) | ast.While(body=body):
                for inner in body:
                    yield from self._statement(inner)

    # -- expressions -----------------------------------------------------------------------

    def _expression(self, node: ast.expr) -> Iterator[Edit]:
        match node:
            case ast.BinOp():
                yield from self._operation(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                if isinstance(operand, ast.Constant):
                    yield from self._number(node, -float(operand.value), operand.value)  # type: ignore[arg-type]
                    return
                yield self._edit("sign", node, f"({self._text(operand)})")
                yield from self._expression(operand)
            case ast.UnaryOp(operand=operand):
                yield from self._expression(operand)
            case ast.Constant(value=bool() | str() | None):
                return
            case ast.Constant(value=int() | float() as value):
                yield from self._number(node, float(value), value)
                return
            case ast.Name(id=name):
                for other in self.names if name in self.names else []:
                    if other != name:
                        yield self._edit("name", node, other)
            case ast.Attribute(value=ast.Name(id="self"), attr=attr):
                for other in self.attributes:
                    if other != attr:
                        yield self._edit("name", node, f"self.{other}")
                return
            case ast.Attribute(value=value, attr=attr):
                if attr in ("data",):
                    yield self._edit("cut", node, self._text(value))
                elif attr in ("T", "mT"):
                    yield self._edit("extra", node, self._text(value))
                yield from self._expression(value)
            case ast.Call():
                yield from self._call(node)
            case ast.Compare():
                yield from self._comparison(node)
            case ast.Subscript(value=value, slice=index):
                yield self._edit("extra", node, self._text(value))
                yield from self._expression(value)
                for inner in index.elts if isinstance(index, ast.Tuple) else [index]:
                    if not isinstance(inner, ast.Slice):
                        yield from self._expression(inner)
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                for inner in elts:
                    yield from self._expression(inner)
                return
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yield self._edit("condition", node, f"({self._text(orelse)} if {self._text(test)} "
                                 f"else {self._text(body)})", self._text(test))  # fmt: skip
                for inner in (body, orelse):
                    yield from self._expression(inner)
            case ast.ListComp(elt=elt) | ast.GeneratorExp(elt=elt):
                yield from self._expression(elt)
                return
            case _:
                return
        yield from self._wrapped(node)

    def _wrapped(self, node: ast.expr) -> Iterator[Edit]:
        text = self._text(node)
        if not isinstance(node, ast.UnaryOp):
            yield self._edit("sign", node, f"(-({text}))")
        for kind, wrap in _WRAPS:
            yield self._edit(kind, node, wrap.format(text))

    def _operation(self, node: ast.BinOp) -> Iterator[Edit]:
        left, right, sign = self._text(node.left), self._text(node.right), _SIGNS.get(type(node.op))
        if sign is None:
            return
        for other in _OPERATORS.get(type(node.op), ()):
            yield self._edit("operator", node, f"(({left}) {other} ({right}))", f"{sign} {right}")
        if sign in ("-", "/", "**"):
            yield self._edit("sides", node, f"(({right}) {sign} ({left}))")
        yield self._edit("extra", node, f"({left})", f"{sign} {right}")
        yield self._edit("extra", node, f"({right})", f"{left} {sign}")
        yield from self._expression(node.left)
        yield from self._expression(node.right)

    def _number(self, node: ast.expr, value: float, written: Any) -> Iterator[Edit]:
        whole = isinstance(written, int)
        others: list[float | int] = [0, 1, 2, -1] if whole else [0.0, 1.0, 2.0, 0.5, 1 - value]
        for other in [*others, type(written)(-value)]:
            if other != value:
                yield self._edit("constant", node, f"({other!r})")
        for attribute in self.attributes:
            yield self._edit("fixed", node, f"self.{attribute}")

    def _comparison(self, node: ast.Compare) -> Iterator[Edit]:
        if len(node.ops) != 1:
            return
        turned = {ast.Gt: "<", ast.Lt: ">", ast.GtE: "<=", ast.LtE: ">=", ast.Eq: "!=",
                  ast.NotEq: "=="}.get(type(node.ops[0]))  # fmt: skip
        left, right = node.left, node.comparators[0]
        if turned:
            yield self._edit(
                "condition", node, f"({self._text(left)} {turned} {self._text(right)})"
            )
        yield from self._expression(left)
        yield from self._expression(right)

    def _call(self, node: ast.Call) -> Iterator[Edit]:
        called = _Called.of(node, self)
        if called is None:
            for inner in [*node.args, *(k.value for k in node.keywords)]:
                yield from self._expression(inner)
            return
        yield from self._functions(node, called)
        yield from self._axes(node, called)
        if len(node.args) >= 2:
            one, two = node.args[-2:]
            swapped = ((*self._span(one), self._text(two)), (*self._span(two), self._text(one)))
            yield Edit("arguments", node.lineno, swapped, _short(self._text(node)))
        if called.subject is not None:
            yield from self._expression(called.subject)
        for place, inner in enumerate(called.rest):
            if not (place == 0 and called.name in _TAKES_AXIS):
                yield from self._expression(inner)
        for keyword in node.keywords:
            if keyword.arg not in ("dim", "axis", "keepdim", "keepdims", "dtype"):
                yield from self._expression(keyword.value)

    def _functions(self, node: ast.Call, called: _Called) -> Iterator[Edit]:
        """Another function of the same group, another reduction, or none."""
        if called.subject is None:
            return
        subject, name = self._text(called.subject), called.name
        shown = called.shown(self)
        if name in _REDUCTIONS:
            other = _REDUCTIONS[1 - _REDUCTIONS.index(name)]
            yield self._edit("reduction", node, called.with_name(other, self), shown)
        for other in {o for group in _GROUPS if name in group for o in group} - {name}:
            text = called.with_name(other, self)
            if (name in _OVER_AXES) != (other in _OVER_AXES) or other in _IN_FUNCTIONAL:
                place = "torch.nn.functional" if other in _IN_FUNCTIONAL else "torch"
                text = f"{place}.{other}({subject}{', -1' if other in _OVER_AXES else ''})"
            yield self._edit("function", node, text, shown)
        if name in _DROPPED:
            kind = "cut" if name in _CUTS else "reduction-extra" if name in _REDUCTIONS else "extra"
            yield self._edit(kind, node, f"({subject})", shown)

    def _axes(self, node: ast.Call, called: _Called) -> Iterator[Edit]:
        if called.subject is None or called.name not in _TAKES_AXIS:
            return
        shown = self._text(node)
        if called.axis is None:
            for axis in ("1", "-1, keepdim=True", "0"):
                yield self._edit("axis-missing", node, called.with_axis(axis, self), shown)
            return
        written = self._text(called.axis)
        place = self._span(called.axis)
        keeps = called.name in _OVER_AXES or any(k.arg == "keepdim" for k in node.keywords)
        for axis in ("0", "1", "-1"):
            if axis != written:
                yield Edit("axis", node.lineno, ((*place, axis),), _short(shown))
                if not keeps:
                    kept = f"{axis}, keepdim=True"
                    yield Edit("axis-kept", node.lineno, ((*place, kept),), _short(shown))
        if called.name in ("max", "min"):
            yield self._edit("pair", node, f"{shown}.values")
            yield self._edit("pair", node, f"{shown.rstrip(')')}, keepdim=True).values")
        if called.name not in ("softmax", "log_softmax"):
            keep = next((k for k in node.keywords if k.arg in ("keepdim", "keepdims")), None)
            if keep is not None:
                other = f"not {self._text(keep.value)}"
                yield Edit(
                    "keepdim", node.lineno, ((*self._span(keep.value), other),), _short(shown)
                )
            else:
                end = self._span(node)[1] - 1
                yield Edit("keepdim", node.lineno, ((end, end, ", keepdim=True"),), _short(shown))
            subject = self._text(called.subject)
            yield self._edit("axis-extra", node, f"({subject}).{called.name}()")


class _Called(NamedTuple):
    """A call of a function of torch's or of a method: `torch.f(x, ...)` and `x.f(...)` alike."""

    name: str
    subject: ast.expr | None
    rest: list[ast.expr]
    axis: ast.expr | None
    head: str
    """What stands before the name: `torch.`, or nothing for a method."""

    @classmethod
    def of(cls, node: ast.Call, finder: _Finder) -> _Called | None:
        match node.func:
            case ast.Attribute(value=value, attr=name):
                module = isinstance(value, ast.Name | ast.Attribute) and (
                    finder._text(value).split(".")[0] in _MODULES
                )
                if not module:
                    subject, rest, head = value, list(node.args), ""
                elif node.args:
                    subject, rest, head = node.args[0], node.args[1:], finder._text(value) + "."
                else:
                    return None
            case _:
                return None
        named = next((k.value for k in node.keywords if k.arg in ("dim", "axis")), None)
        axis = named or (rest[0] if rest and name in _TAKES_AXIS else None)
        return cls(name, subject, rest, axis, head)

    def with_name(self, name: str, finder: _Finder) -> str:
        """The same call of another function, its other arguments as they are."""
        assert self.subject is not None
        subject = finder._text(self.subject)
        rest = [finder._text(each) for each in self.rest]
        if self.axis is not None and self.axis not in self.rest:
            rest.append(f"dim={finder._text(self.axis)}")
        if self.head:
            return f"{self.head}{name}({', '.join([subject, *rest])})"
        return f"({subject}).{name}({', '.join(rest)})"

    def with_axis(self, axis: str, finder: _Finder) -> str:
        assert self.subject is not None
        subject = finder._text(self.subject)
        if self.head:
            return f"{self.head}{self.name}({subject}, {axis})"
        return f"({subject}).{self.name}({axis})"

    def shown(self, finder: _Finder) -> str:
        return f"{self.head}{self.name}" if self.head else f".{self.name}()"


def _names(node: ast.FunctionDef) -> list[str]:
    """What can be meant in a function: its arguments and what is assigned in it."""
    names = [
        a.arg for a in [*node.args.args, *node.args.kwonlyargs] if a.arg not in ("self", "ctx")
    ]
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            names.append(inner.id)
    return list(dict.fromkeys(names))[:8]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:37] + "..."
