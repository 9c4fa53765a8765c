"""How the fields of a spec must agree: what types alone cannot say.

Every rule yields the path of the field at fault and a sentence with what was expected.
"""

from __future__ import annotations

import keyword
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exercises.nodes import FieldPath
from exercises.spec import CHECK_IDS, Argument, Dim, Fixture, Parameter, Spec

OPERATORS = Path(__file__).with_name("operators.txt")
"""The names of PyTorch's operators, one a line, so that a spec is checked without torch."""

MOST_ELEMENTS = 2**21
"""Of one tensor: 16 MB in float64, what an answer may measure."""

Broken = Iterator[tuple[FieldPath, str]]


def broken_rules(spec: Spec, *, file_name: str, folder: str) -> Broken:
    """Every rule one spec breaks, in the order of its fields. Empty for a good spec."""
    if spec.id != file_name:
        yield ("id",), f"expected the file's name, `{file_name}`, got `{spec.id}`"
    if spec.track != folder:
        yield ("track",), f"expected the folder's name, `{folder}`, got `{spec.track}`"
    if spec.id in spec.requires:
        yield ("requires",), "expected other exercises, an exercise cannot require itself"
    yield from _name_rules(spec)
    yield from _signature_rules(spec)
    yield from _shape_rules(spec)
    yield from _operator_rules(spec)
    for index, fixture in enumerate(spec.fixtures):
        for field, sentence in _fixture_rules(spec, fixture):
            yield ("fixtures", index, *field), sentence
    yield from _uniqueness(spec)
    for check_id in spec.checks:
        if check_id not in CHECK_IDS:
            yield ("checks", check_id), f"expected one of {', '.join(CHECK_IDS)}"
    yield from _hint_rules(spec)


def _name_rules(spec: Spec) -> Broken:
    """Whether the learner can write down what the signature calls things."""
    signature = spec.signature
    at: FieldPath = ("signature",)
    named: dict[FieldPath, str] = {(*at, "name"): signature.name}
    for index, argument in enumerate(signature.arguments):
        named[*at, "arguments", index, "name"] = argument.name
    for index, parameter in enumerate(signature.init):
        named[*at, "init", index, "name"] = parameter.name
    arguments = {argument.name for argument in signature.arguments}
    for field, name in named.items():
        if keyword.iskeyword(name):
            yield field, f"expected a name, `{name}` is a word of Python's own"
        elif name == "self" or (name.startswith("__") and name.endswith("__")):
            yield field, f"expected a name of its own, `{name}` means something else in Python"
        elif signature.kind == "function" and "init" in field and name in arguments:
            yield field, f"expected each name once, `{name}` is an argument of the function too"


def _operator_rules(spec: Spec) -> Broken:
    if not spec.forbidden:
        return
    known = frozenset(OPERATORS.read_text(encoding="utf-8").split())
    for index, name in enumerate(spec.forbidden):
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1)
            guess = f"; the nearest is `{near[0]}`" if near else ""
            sentence = f"expected an operator of PyTorch's, there is no `{name}`{guess}"
            yield ("forbidden", index), sentence


def _signature_rules(spec: Spec) -> Broken:
    signature = spec.signature
    if not any(argument.grad for argument in signature.arguments):
        yield ("signature", "arguments"), "expected `grad: true` on at least one argument"
    for index, argument in enumerate(signature.arguments):
        at: FieldPath = ("signature", "arguments", index)
        if argument.grad and argument.dtype != "float":
            yield (*at, "grad"), f"expected dtype float for a gradient, got {argument.dtype}"
        if (argument.kind == "indices") != (argument.dtype == "int"):
            yield (*at, "kind"), "expected indices to be int and everything else not to be"
    for index, parameter in enumerate(signature.init):
        at = ("signature", "init", index)
        for position, value in enumerate(parameter.values):
            if not _fits(value, parameter):
                yield (*at, "values", position), f"expected {parameter.dtype}, got {value!r}"
        if len({repr(float(v)) if _number(v) else repr(v) for v in parameter.values}) < 2:
            yield (*at, "values"), "expected two different values or more"
        if parameter.default is not None and not _fits(parameter.default, parameter):
            yield (*at, "default"), f"expected {parameter.dtype}, got {parameter.default!r}"


def _shape_rules(spec: Spec) -> Broken:
    named = {
        dim
        for argument in spec.signature.arguments
        for dim in argument.shape
        if isinstance(dim, str)
    }
    if spec.signature.returns != "scalar":
        for dim in spec.signature.returns:
            if isinstance(dim, str) and dim not in named:
                yield ("signature", "returns"), f"expected dimensions of an argument, not `{dim}`"
    for index, shape in enumerate(spec.shapes):
        if set(shape) != named:
            expected = ", ".join(sorted(named)) or "no dimension"
            yield ("shapes", index), f"expected a size for exactly {expected}"
            continue
        for argument in spec.signature.arguments:
            sizes = [shape[dim] if isinstance(dim, str) else dim for dim in argument.shape]
            if math.prod(sizes) > MOST_ELEMENTS:
                sentence = f"expected at most {MOST_ELEMENTS} elements in `{argument.name}`"
                yield ("shapes", index), f"{sentence}, got {' × '.join(map(_size, sizes))}"


def _fixture_rules(spec: Spec, fixture: Fixture) -> Broken:
    signature = spec.signature
    arguments = [argument.name for argument in signature.arguments]
    if sorted(fixture.inputs) != sorted(arguments):
        yield ("inputs",), f"expected exactly {', '.join(arguments)}"
        return
    required = {p.name for p in signature.init if p.default is None}
    parameters = {p.name: p for p in signature.init}
    for name, value in fixture.init.items():
        if name not in parameters:
            known = ", ".join(parameters) or "none, the constructor takes no argument"
            yield ("init", name), f"expected a parameter of the signature ({known})"
        elif not _fits(value, parameters[name]):
            yield ("init", name), f"expected {parameters[name].dtype}, got {value!r}"
    for name in sorted(required - set(fixture.init)):
        yield ("init",), f"expected a value for the parameter `{name}`"

    sizes: dict[str, int] = {}
    for argument in signature.arguments:
        values = fixture.inputs[argument.name]
        sentence = _tensor_fault(values, argument.shape, sizes) or _promise_fault(values, argument)
        if sentence:
            yield ("inputs", argument.name), sentence
    returns: list[Dim] = [] if signature.returns == "scalar" else signature.returns
    sentence = _tensor_fault(fixture.expect, returns, sizes)
    if sentence:
        yield ("expect",), sentence
    for name, values in fixture.steps.items():
        if name not in spec.steps:
            known = ", ".join(spec.steps) or "none are named"
            yield ("steps", name), f"expected a step named under `steps` ({known})"
        elif _shape_of(values) is None:
            yield ("steps", name), "expected a number, or lists of numbers of equal lengths"


def _tensor_fault(values: Any, dims: list[Dim], sizes: dict[str, int]) -> str | None:
    """What is wrong with `values` as a tensor of shape `dims`; named sizes bind on first use."""
    shape = _shape_of(values)
    if shape is None:
        return "expected a number, or lists of numbers of equal lengths"
    if len(shape) != len(dims):
        written = "[" + ", ".join(map(str, dims)) + "]" if dims else "one number"
        return f"expected {written}, got {len(shape)} dimensions"
    for dim, size in zip(dims, shape, strict=True):
        wanted = sizes.setdefault(dim, size) if isinstance(dim, str) else dim
        if size != wanted:
            return f"expected {dim} = {wanted} as elsewhere in this fixture, got {size}"
    return None


def _promise_fault(values: Any, argument: Argument) -> str | None:
    """Whether a worked example keeps the promise its own statement makes about an argument."""
    flat = list(_numbers(values))
    rows = values if argument.shape and isinstance(values, list) else [values]
    if argument.kind in ("one-hot", "binary") and not set(flat) <= {0, 1}:
        return f"expected zeros and ones, the argument is {argument.kind}"
    if argument.kind == "one-hot" and any(sum(_numbers(row)) != 1 for row in rows):
        return "expected exactly one 1 in every row, the argument is one-hot"
    if argument.kind == "probabilities" and any(
        min(_numbers(row)) < 0 or abs(sum(_numbers(row)) - 1) > 1e-4 for row in rows
    ):
        return "expected rows that sum to 1, the argument holds probabilities"
    return None


def _uniqueness(spec: Spec) -> Broken:
    signature = spec.signature
    named: dict[FieldPath, list[str]] = {
        ("fixtures",): [fixture.name for fixture in spec.fixtures],
        ("signature", "arguments"): [argument.name for argument in signature.arguments],
        ("signature", "init"): [parameter.name for parameter in signature.init],
        ("requires",): list(spec.requires),
        ("forbidden",): list(spec.forbidden),
    }
    for field, names in named.items():
        for index, name in enumerate(names):
            if name in names[:index]:
                yield (*field, index), f"expected each name once, `{name}` is repeated"


def _hint_rules(spec: Spec) -> Broken:
    revealing = False
    for index, hint in enumerate(spec.hints):
        if revealing and not hint.reveals:
            yield ("hints", index), "expected the revealing hints last, this one comes after one"
        revealing = hint.reveals
    if not revealing:
        yield ("hints", len(spec.hints) - 1), "expected the last hint to say `reveals: true`"


def requirement_faults(requires: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Exercises whose `requires` name nothing or lead back to themselves, with a sentence."""
    for id_, needed in requires.items():
        for other in needed:
            if other not in requires:
                yield id_, f"expected exercises that exist, there is no `{other}`"
    for id_ in requires:
        trail = _trail_back(id_, requires)
        if trail:
            yield id_, f"expected no circle, {' requires '.join(trail)}"
            return


def _trail_back(start: str, requires: Mapping[str, list[str]]) -> list[str] | None:
    pending, seen = [[start]], set()
    while pending:
        trail = pending.pop()
        for other in requires.get(trail[-1], []):
            if other == start:
                return [*trail, start]
            if other not in seen:
                seen.add(other)
                pending.append([*trail, other])
    return None


def _size(size: int) -> str:
    return str(size) if size < 10**9 else "more than 10⁹"


def _number(value: Any) -> bool:
    """Whether it is a number that a float can hold: neither `1e999` nor 400 digits are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _fits(value: Any, parameter: Parameter) -> bool:
    if parameter.dtype == "float":
        return _number(value)
    kinds: dict[str, type] = {"int": int, "bool": bool, "str": str}
    return type(value) is kinds[parameter.dtype]


def _shape_of(values: Any) -> tuple[int, ...] | None:
    """The shape of nested lists of numbers, None when they are ragged, empty or not numbers."""
    if not isinstance(values, list):
        return () if _number(values) else None
    shapes = {_shape_of(value) for value in values}
    if len(shapes) != 1:
        return None
    (inner,) = shapes
    return None if inner is None else (len(values), *inner)


def _numbers(values: Any) -> Iterator[float]:
    if isinstance(values, list):
        for value in values:
            yield from _numbers(value)
    else:
        yield float(values)
