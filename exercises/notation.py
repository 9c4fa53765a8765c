"""The two short notations of a spec that say what the learner writes, and how they are read.

``write`` is one line of Python and ``given`` one line an argument::

    write: class MyFocalLoss(alpha, gamma=2.0)(y_pred, y_true) -> scalar
    given:
      y_pred: logits [N, C], gradient wanted
      y_true: binary [N, C]
      alpha: number in [0.25, 0.5]
      gamma: number in [2.0, 0.0, 0.5]
"""

from __future__ import annotations

import ast
import re
from typing import Any, Literal

import msgspec

from exercises.kinds import KINDS, PLAIN, Dtype
from exercises.signature import (
    Argument,
    Form,
    Gradient,
    Library,
    Network,
    Parameter,
    Result,
    Shape,
    Signature,
    fits,
)
from exercises.texts import Text


class Unreadable(Exception):
    """A line that is not of the notation. ``field`` is where, under the spec's top level."""

    def __init__(self, field: tuple[str | int, ...], sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


# -- write ---------------------------------------------------------------------------------

_WRITE = re.compile(
    r"^(?P<form>class|def|autograd|numpy) +(?P<name>[A-Za-z_]\w*) *"
    r"(?P<first>\([^()]*\)) *(?P<second>\([^()]*\))? *-> *(?P<result>.+)$"
)
_FORMS: dict[str, Form] = {
    "class": "class", "def": "function", "numpy": "function", "autograd": "autograd",
}  # fmt: skip
_RESULT = re.compile(
    r"^(?:(?P<name>(?!(?:float|int|bool)\b)[A-Za-z_]\w*) +)?"
    r"(?:(?P<scalar>scalar)|(?:(?P<dtype>float|int|bool) *)?\[(?P<dims>[^\[\]]*)\])$"
)
_DIM = re.compile(r"^(?:[A-Z][A-Za-z0-9]*|[1-9][0-9]*)$")
_AT_MOST = re.compile(r"^[A-Z][A-Za-z0-9]* <= [A-Z][A-Za-z0-9]*$")


class _Declared(msgspec.Struct):
    name: str
    required: bool
    default: Any
    keyword_only: bool


def signature(write: str, given: dict[str, Any]) -> Signature:
    """The signature that the two notations say; Unreadable names the field that is not right."""
    match = _WRITE.match(write.strip())
    if match is None:
        raise Unreadable(
            ("write",),
            "expected `class Name(arguments) -> scalar`, `class Name(constructor)(arguments) -> "
            "...`, `def name(arguments) -> ...`, `numpy name(arguments) -> ...` or "
            "`autograd Name(arguments) -> ...`",
        )
    form = _FORMS[match["form"]]
    library: Library = "numpy" if match["form"] == "numpy" else "torch"
    built: list[_Declared] = []
    if match["second"] is not None:
        if form != "class":
            raise Unreadable(("write",), "expected one list of arguments; only a class has two")
        built, called = _declared(match["first"]), _declared(match["second"])
    else:
        called = _declared(match["first"])
    names = [d.name for d in (*built, *called)]
    if len(set(names)) != len(names):
        raise Unreadable(("write",), "expected each argument once")
    for name in names:
        if name not in given:
            raise Unreadable(("given",), f"expected a line for `{name}`")
    for name in given:
        if name not in names:
            raise Unreadable(("given", name), "expected an argument that stands in `write`")
    arguments: list[Argument] = []
    parameters: list[Parameter] = []
    networks: list[Network] = []
    for declared in (*built, *called):
        one = _given(declared, given[declared.name])
        if isinstance(one, tuple):
            if declared in built or library == "numpy" or form == "autograd":
                raise Unreadable(
                    ("given", declared.name),
                    "expected no network here: it is called in PyTorch, by a function or `forward`",
                )
            network, weights = one
            networks.append(network)
            arguments += weights
            continue
        if isinstance(one, Parameter):
            if form == "class" and declared in called:
                raise Unreadable(
                    ("given", declared.name),
                    "expected a tensor; plain arguments of a class go to its constructor",
                )
            parameters.append(one)
        elif declared in built:
            raise Unreadable(("given", declared.name), "expected a plain argument, as in `number`")
        elif library == "numpy" and one.gradient != "open":
            raise Unreadable(("given", declared.name), "expected no gradient: NumPy has none")
        else:
            arguments.append(one)
    if not arguments:
        raise Unreadable(("write",), "expected an argument that is a tensor")
    return Signature(
        kind=form,
        name=match["name"],
        arguments=arguments,
        returns=_results(match["result"]),
        init=parameters,
        order=[d.name for d in called],
        library=library,
        networks=networks,
    )


def _declared(text: str) -> list[_Declared]:
    try:
        node = ast.parse(f"def f{text}: pass").body[0]
    except SyntaxError:
        raise Unreadable(("write",), f"expected arguments as Python writes them: {text}") from None
    assert isinstance(node, ast.FunctionDef)
    spec = node.args
    if spec.vararg or spec.kwarg or spec.posonlyargs:
        raise Unreadable(("write",), "expected plain arguments, no `*args`, `**kwargs` or `/`")
    missing: list[ast.expr | None] = [None] * (len(spec.args) - len(spec.defaults))
    found = [
        _one(argument.arg, default, False)
        for argument, default in zip(spec.args, [*missing, *spec.defaults], strict=True)
    ]
    found += [
        _one(argument.arg, default, True)
        for argument, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
    ]
    return found


def _one(name: str, default: ast.expr | None, keyword_only: bool) -> _Declared:
    if default is None:
        return _Declared(name, True, None, keyword_only)
    try:
        return _Declared(name, False, ast.literal_eval(default), keyword_only)
    except ValueError:
        raise Unreadable(("write",), f"expected a plain default for `{name}`") from None


def _results(text: str) -> list[Result]:
    parts = re.split(r",(?![^\[]*\])", text)
    results = []
    for number, part in enumerate(parts):
        match = _RESULT.match(part.strip())
        if match is None:
            raise Unreadable(
                ("write",), f"expected `scalar` or dimensions as in `[N, C]`, got `{part.strip()}`"
            )
        name = match["name"] or ("result" if len(parts) == 1 else f"result{number + 1}")
        shape = [] if match["scalar"] else _dims(match["dims"], ("write",), open_ended=True)
        dtype: Dtype = match["dtype"] or "float"  # type: ignore[assignment]
        results.append(Result(name, shape, dtype))
    return results


# -- given ---------------------------------------------------------------------------------

_TENSOR = re.compile(
    r"^(?P<listed>list of +)?(?P<kind>[a-z][a-z-]*)(?: of (?P<of>\w+))? *\[(?P<dims>[^\[\]]*)\]"
    r"(?P<optional> or none)?(?:, *gradient (?P<gradient>wanted|none))?$"
)
_PLAIN = re.compile(r"^(?P<word>number|whole|flag|choice)(?: in \[(?P<values>.*)\])?$")
_NETWORK = re.compile(
    r"^network \[(?P<takes>\w+)\] *-> *\[(?P<gives>\w*)\] over (?P<hidden>\w+)"
    r"(?:, *gradient (?P<gradient>wanted|none))?$"
)


def _given(declared: _Declared, said: Any) -> Argument | Parameter | tuple[Network, list[Argument]]:
    """One line of ``given``: a string, or ``{is: ..., en: ..., zh: ...}`` with a meaning."""
    field = ("given", declared.name)
    meaning: Text | None = None
    if isinstance(said, dict):
        if set(said) - {"is", "en", "zh"} or "is" not in said:
            raise Unreadable(field, "expected `is` and, if need be, its meaning in `en` and `zh`")
        if said.get("en"):
            meaning = Text(str(said["en"]), str(said.get("zh", "")))
        said = said["is"]
    if not isinstance(said, str):
        raise Unreadable(field, "expected a line such as `logits [N, C], gradient wanted`")
    plain = _PLAIN.match(said.strip())
    if plain is not None:
        return _parameter(declared, plain, meaning, field)
    if said.startswith("network"):
        return _network(declared, said.strip(), meaning, field)
    match = _TENSOR.match(said.strip())
    if match is None:
        raise Unreadable(
            field,
            "expected a kind with its dimensions, such as `logits [N, C], gradient wanted`, or a "
            f"plain argument, such as `number in [1.0, 0.5]`, got `{said}`",
        )
    kind = match["kind"]
    if kind not in KINDS:
        raise Unreadable(field, f"expected one of {', '.join((*KINDS, *PLAIN))}, got `{kind}`")
    about = KINDS[kind]
    if about.of is not bool(match["of"]):
        wanted = f"`{kind} of C`" if about.of else f"`{kind}` alone"
        raise Unreadable(field, f"expected {wanted}")
    gradient: Gradient = match["gradient"] or "open"  # type: ignore[assignment]
    if gradient != "open" and about.dtype != "float":
        raise Unreadable(field, f"expected no gradient, {kind} are {about.dtype}")
    of = _dims(match["of"], field)[0] if match["of"] else ""
    if not declared.required and (declared.default is not None or not match["optional"]):
        raise Unreadable(field, "expected `or none`, and `None` as its default")
    return Argument(
        name=declared.name,
        kind=kind,
        shape=_dims(match["dims"], field),
        meaning=meaning or about.is_,
        gradient=gradient,
        of=of,
        optional=bool(match["optional"]),
        has_default=not declared.required,
        listed=bool(match["listed"]),
    )


def _network(
    declared: _Declared, said: str, meaning: Text | None, field: tuple[str, ...]
) -> tuple[Network, list[Argument]]:
    match = _NETWORK.match(said)
    if match is None or not declared.required:
        raise Unreadable(
            field, "expected `network [D] -> [C] over H, gradient wanted`, without a default"
        )
    (takes,), (hidden,) = _dims(match["takes"], field), _dims(match["hidden"], field)
    gives = _dims(match["gives"], field)
    gradient: Gradient = match["gradient"] or "open"  # type: ignore[assignment]
    name = declared.name
    weights = [
        Argument(
            f"{name}.layer", "weights", [hidden, takes],
            Text(f"the hidden layer of `{name}`", f"`{name}` 的隐藏层"), gradient,
        ),
        Argument(
            f"{name}.readout", "weights", [*gives, hidden],
            Text(f"the output layer of `{name}`", f"`{name}` 的输出层"), gradient,
        ),
    ]  # fmt: skip
    return Network(name, takes, gives[0] if gives else None, meaning or Text(name)), weights


def _parameter(
    declared: _Declared, match: re.Match[str], meaning: Text | None, field: tuple[str, ...]
) -> Parameter:
    word = match["word"]
    dtype: Literal["float", "int", "bool", "str"] = PLAIN[word]  # type: ignore[assignment]
    if word == "flag" and match["values"] is None:
        values: list[Any] = [True, False]
    else:
        values = [_plain(part.strip(), dtype, field) for part in (match["values"] or "").split(",")]
    if not declared.required and declared.default is not None:
        _require(declared.default, dtype, field)
    if len({repr(float(v)) if fits(v, "float") else repr(v) for v in values}) < 2:
        raise Unreadable(field, "expected two different values or more")
    meaning = meaning or Text(declared.name)
    return Parameter(
        name=declared.name,
        dtype=dtype,
        meaning=meaning,
        values=values,
        required=declared.required,
        default=declared.default,
        keyword_only=declared.keyword_only,
    )


def _plain(text: str, dtype: str, field: tuple[str, ...]) -> Any:
    if text == "none":
        return None
    if dtype == "str":
        return text.strip("'\"")
    if text in ("true", "false"):
        value: Any = text == "true"
    else:
        try:
            value = float(text) if re.search(r"[.eE]", text) else int(text)
        except ValueError:
            raise Unreadable(field, f"expected values of type {dtype}, got `{text}`") from None
    _require(value, dtype, field)
    return value


def _require(value: Any, dtype: str, field: tuple[str, ...]) -> None:
    if not fits(value, dtype):
        raise Unreadable(field, f"expected {dtype}, got {value!r}")


def _dims(text: str, field: tuple[str, ...], *, open_ended: bool = False) -> Shape:
    dims: Shape = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        if not _DIM.match(part) and not (open_ended and _AT_MOST.match(part)):
            raise Unreadable(field, f"expected dimensions such as `N` or `4`, got `{part}`")
        dims.append(int(part) if part.isdigit() else part)
    return dims
