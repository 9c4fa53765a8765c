"""The edits of a call: another function of its group, another reduction, axis or order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from grader.explain.edits.kinds import Edit, short
from grader.explain.edits.source import Source

_MODULES = frozenset({"torch", "F", "nn", "math", "functional", "np"})
_GROUPS = (
    ("log", "log2", "log10", "log1p"), ("softmax", "log_softmax", "sigmoid", "logsigmoid"),
    ("abs", "square", "sqrt"), ("max", "min"), ("amax", "amin"), ("argmax", "argmin"),
    ("exp", "expm1"), ("relu", "abs"), ("softplus", "logsigmoid"), ("softmax", "exp"),
    ("logsumexp", "sum"), ("maximum", "minimum"), ("rsqrt", "sqrt"), ("triu", "tril"),
    ("var", "std"), ("cumsum", "cumprod"), ("sin", "cos"), ("zeros_like", "ones_like"),
    ("clamp_min", "clamp_max"), ("sort", "argsort"), ("floor", "ceil"), ("vstack", "hstack"),
)  # fmt: skip
_OVER_AXES = frozenset({"softmax", "log_softmax", "logsumexp"})
_IN_FUNCTIONAL = frozenset({"logsigmoid", "softplus"})
REDUCTIONS = ("mean", "sum")
TAKES_AXIS = frozenset({"sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "prod",
                        "logsumexp", "softmax", "log_softmax", "norm", "any", "all", "var", "std",
                        "cumsum", "cumprod"})  # fmt: skip
_KEEPS_AXIS = frozenset({"softmax", "log_softmax", "cumsum", "cumprod"})
CUTS = frozenset({"detach", "item", "float", "double", "half", "tolist", "numpy"})
_DROPPED = CUTS | TAKES_AXIS | {
    "log", "exp", "neg", "abs", "sigmoid", "logsigmoid", "sqrt", "square", "relu", "clamp",
    "clamp_min", "clamp_max", "log2", "log10", "log1p", "expm1", "tanh", "softplus", "unsqueeze",
    "squeeze", "flatten", "t", "reciprocal", "long", "int", "round", "sign", "transpose", "flip",
    "normalize", "rsqrt", "triu", "tril",
}  # fmt: skip
#: Functions of one value, which may stand inside or outside each other.
_STEPS = (
    *REDUCTIONS, "log", "exp", "abs", "sigmoid", "sqrt", "square", "relu", "clamp", "clamp_min",
    "clamp_max", "log1p", "expm1", "softplus", "logsigmoid", "neg", "softmax", "log_softmax",
    "logsumexp", "tanh", "pow",
)  # fmt: skip


class Called(NamedTuple):
    """A call of a function of torch's or of a method: `torch.f(x, ...)` and `x.f(...)` alike."""

    name: str
    subject: ast.expr
    rest: list[ast.expr]
    keywords: list[ast.keyword]
    axis: ast.expr | None
    head: str
    """What stands before the name: `torch.`, or nothing for a method."""

    @classmethod
    def of(cls, node: ast.Call, source: Source) -> Called | None:
        """None for a call of something else, and for one without arguments."""
        if not isinstance(node.func, ast.Attribute):
            return None
        value, name = node.func.value, node.func.attr
        module = isinstance(value, ast.Name | ast.Attribute) and (
            source.text(value).split(".")[0] in _MODULES
        )
        if not module:
            subject, rest, head = value, list(node.args), ""
        elif node.args:
            subject, rest, head = node.args[0], node.args[1:], source.text(value) + "."
        else:
            return None
        named = next((k.value for k in node.keywords if k.arg in ("dim", "axis")), None)
        axis = named or (rest[0] if rest and name in TAKES_AXIS else None)
        return cls(name, subject, rest, node.keywords, axis, head)

    def again(self, subject: str, source: Source) -> str:
        """The same call of another subject."""
        rest = [source.text(each) for each in self.rest]
        rest += [f"{k.arg}={source.text(k.value)}" for k in self.keywords if k.arg]
        if self.head:
            return f"{self.head}{self.name}({', '.join([subject, *rest])})"
        return f"({subject}).{self.name}({', '.join(rest)})"

    def with_name(self, name: str, source: Source) -> str:
        """The same call of another function, its other arguments as they are."""
        subject = source.text(self.subject)
        rest = [source.text(each) for each in self.rest]
        if self.axis is not None and self.axis not in self.rest:
            rest.append(f"dim={source.text(self.axis)}")
        if self.head:
            return f"{self.head}{name}({', '.join([subject, *rest])})"
        return f"({subject}).{name}({', '.join(rest)})"

    def with_axis(self, axis: str, source: Source) -> str:
        subject = source.text(self.subject)
        if self.head:
            return f"{self.head}{self.name}({subject}, {axis})"
        return f"({subject}).{self.name}({axis})"

    @property
    def shown(self) -> str:
        return f"{self.head}{self.name}" if self.head else f".{self.name}()"


def call(source: Source, node: ast.Call, called: Called) -> Iterator[Edit]:
    """Every edit of a call itself; its arguments are looked at elsewhere."""
    yield from _functions(source, node, called)
    yield from _axes(source, node, called)
    yield from _nested(source, node, called)
    if called.name in ("var", "std"):
        yield from _corrected(source, node, called)
    if called.name == "unsqueeze" and called.rest:
        for place in ("0", "1", "-1"):
            if place != source.text(called.rest[0]):
                yield source.edit("new-axis", called.rest[0], place, called.shown)
    if len(node.args) >= 2:
        one, two = node.args[-2:]
        swapped = ((*source.span(one), source.text(two)), (*source.span(two), source.text(one)))
        yield Edit("arguments", node.lineno, swapped, short(source.text(node)))


def _functions(source: Source, node: ast.Call, called: Called) -> Iterator[Edit]:
    """Another function of the same group, another reduction, or none."""
    subject, name, shown = source.text(called.subject), called.name, called.shown
    if name in REDUCTIONS:
        other = REDUCTIONS[1 - REDUCTIONS.index(name)]
        yield source.edit("reduction", node, called.with_name(other, source), shown)
    for other in sorted({o for group in _GROUPS if name in group for o in group} - {name}):
        text = called.with_name(other, source)
        if (name in _OVER_AXES) != (other in _OVER_AXES) or other in _IN_FUNCTIONAL:
            place = "torch.nn.functional" if other in _IN_FUNCTIONAL else "torch"
            text = f"{place}.{other}({subject}{', -1' if other in _OVER_AXES else ''})"
        yield source.edit("function", node, text, shown)
    if not called.rest and not called.keywords and (name in _DROPPED or name in _STEPS):
        for other in source.pool.functions:
            if other not in (name, *REDUCTIONS):
                yield source.edit("function", node, f"({subject}).{other}()", shown)
    if name in _DROPPED:
        kind = "cut" if name in CUTS else "reduction-extra" if name in REDUCTIONS else "extra"
        yield source.edit(kind, node, f"({subject})", shown)


def _axes(source: Source, node: ast.Call, called: Called) -> Iterator[Edit]:
    if called.name not in TAKES_AXIS:
        return
    shown = source.text(node)
    if called.axis is None:
        for axis in ("1", "-1, keepdim=True", "0", *source.pool.axes):
            yield source.edit("axis-missing", node, called.with_axis(axis, source), shown)
        return
    written, place = source.text(called.axis), source.span(called.axis)
    keeps = called.name in _KEEPS_AXIS or any(k.arg == "keepdim" for k in node.keywords)
    for axis in ("0", "1", "-1", *source.pool.axes):
        if axis != written:
            yield Edit("axis", node.lineno, ((*place, axis),), short(shown))
            if not keeps:
                kept = f"{axis}, keepdim=True"
                yield Edit("axis-kept", node.lineno, ((*place, kept),), short(shown))
    if called.name in ("max", "min"):
        yield source.edit("pair", node, f"{shown}.values")
        yield source.edit("pair", node, f"{shown.rstrip(')')}, keepdim=True).values")
    if called.name not in _KEEPS_AXIS:
        keep = next((k for k in node.keywords if k.arg in ("keepdim", "keepdims")), None)
        if keep is not None:
            other = f"not {source.text(keep.value)}"
            pieces = ((*source.span(keep.value), other),)
        else:
            end = source.span(node)[1] - 1
            pieces = ((end, end, ", keepdim=True"),)
        yield Edit("keepdim", node.lineno, pieces, short(shown))
        subject = source.text(called.subject)
        yield source.edit("axis-extra", node, f"({subject}).{called.name}()")


def _nested(source: Source, node: ast.Call, called: Called) -> Iterator[Edit]:
    """f(g(x)) for g(f(x)); f(a ∘ b) for f(a) ∘ b."""
    if called.name not in _STEPS:
        return
    inside = called.subject
    if isinstance(inside, ast.Call) and not (_counts(inside) or _counts(node)):
        inner = Called.of(inside, source)
        if inner is not None and inner.name in _STEPS and inner.name != called.name:
            turned = inner.again(called.again(source.text(inner.subject), source), source)
            yield source.edit("moved", node, turned)
    elif isinstance(inside, ast.UnaryOp) and isinstance(inside.op, ast.USub):
        yield source.edit("moved", node, f"(-{called.again(source.text(inside.operand), source)})")
    elif isinstance(inside, ast.BinOp):
        left, right = source.text(inside.left), source.text(inside.right)
        between = source.source[source.span(inside.left)[1] : source.span(inside.right)[0]]
        sign = between.decode("utf-8", "replace").strip(" ()\n\\")
        yield source.edit(
            "grouping", node, f"({called.again(left, source)} {sign} ({right}))", called.shown
        )
        yield source.edit(
            "grouping", node, f"(({left}) {sign} {called.again(right, source)})", called.shown
        )


def _counts(call: ast.Call) -> bool:
    """Whether it keeps a count from being 0, as `.clamp(min=1)` does: before the sum it would make
    one of every entry."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    least = [*call.args, *(k.value for k in call.keywords if k.arg == "min")]
    return (
        name in ("clamp", "clamp_min", "clip")
        and any(
            isinstance(one, ast.Constant) and isinstance(one.value, int | float) and one.value > 0
            for one in least
        )
        and not any(k.arg == "max" for k in call.keywords)
    )


def _corrected(source: Source, node: ast.Call, called: Called) -> Iterator[Edit]:
    """A variance that divides by n where n - 1 is meant, and the other way round."""
    named = next((k for k in node.keywords if k.arg in ("unbiased", "correction", "ddof")), None)
    if named is None:
        end = source.span(node)[1] - 1
        comma = ", " if node.args or node.keywords else ""
        yield Edit("correction", node.lineno, ((end, end, f"{comma}correction=0"),), called.shown)
    else:
        written = source.text(named.value)
        other = f"not ({written})" if named.arg == "unbiased" else f"1 - ({written})"
        pieces = ((*source.span(named.value), other),)
        yield Edit("correction", node.lineno, pieces, called.shown)
