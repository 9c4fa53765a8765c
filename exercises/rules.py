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
from exercises.promises import promise_fault, shape_of
from exercises.signature import Argument, Result, Shape, at_most, fits
from exercises.spec import CHECK_IDS, Example, Spec

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
    if spec.stop_gradient and not spec.signature.wanted:
        yield ("stop_gradient",), "expected an argument with `gradient wanted`, there is none"
    yield from _name_rules(spec)
    yield from _shape_rules(spec)
    yield from _operator_rules(spec)
    for index, example in enumerate(spec.examples):
        for field, sentence in _example_rules(spec, example):
            yield ("examples", index, *field), sentence
    yield from _uniqueness(spec)
    for check_id in spec.checks:
        if check_id not in CHECK_IDS:
            yield ("checks", check_id), f"expected one of {', '.join(CHECK_IDS)}"
    yield from _axis_rules(spec)
    yield from _hint_rules(spec)


def _name_rules(spec: Spec) -> Broken:
    """Whether the learner can write down what the signature calls things."""
    signature = spec.signature
    named: list[tuple[FieldPath, str]] = [(("write",), signature.name)]
    names = [*signature.order, *(p.name for p in signature.init if p.name not in signature.order)]
    named += [(("given", name), name) for name in names]
    for field, name in named:
        if keyword.iskeyword(name):
            yield field, f"expected a name, `{name}` is a word of Python's own"
        elif name == "self" or (name.startswith("__") and name.endswith("__")):
            yield field, f"expected a name of its own, `{name}` means something else in Python"
        elif name in ("name", "gives", "steps"):
            yield field, f"expected another name, `{name}` means something else in an example"


def _operator_rules(spec: Spec) -> Broken:
    if not spec.forbidden:
        return
    if spec.signature.numpy:
        yield ("forbidden",), "expected none: PyTorch is out of reach in an exercise for NumPy"
        return
    known = frozenset(OPERATORS.read_text(encoding="utf-8").split())
    for index, name in enumerate(spec.forbidden):
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1)
            guess = f"; the nearest is `{near[0]}`" if near else ""
            sentence = f"expected an operator of PyTorch's, there is no `{name}`{guess}"
            yield ("forbidden", index), sentence


def _shape_rules(spec: Spec) -> Broken:
    named = set(spec.signature.dims)
    for result in spec.signature.returns:
        for dim in result.shape:
            if isinstance(dim, str) and (at_most(dim) or dim) not in named:
                yield ("write",), f"expected dimensions of an argument, not `{dim}`"
    for dim in spec.least:
        if dim not in named:
            yield ("least", dim), f"expected a dimension of an argument, not `{dim}`"
    for index, sizes in enumerate(spec.sizes):
        for dim, least in spec.least.items():
            if sizes.get(dim, least) < least:
                yield ("sizes", index), f"expected {dim} of at least {least}, as `least` says"
        if set(sizes) != named:
            expected = ", ".join(sorted(named)) or "no dimension"
            yield ("sizes", index), f"expected a size for exactly {expected}"
            continue
        for argument in spec.signature.arguments:
            shape = [sizes[dim] if isinstance(dim, str) else dim for dim in argument.shape]
            if math.prod(shape) > MOST_ELEMENTS:
                sentence = f"expected at most {MOST_ELEMENTS} elements in `{argument.name}`"
                yield ("sizes", index), f"{sentence}, got {' × '.join(map(_size, shape))}"


def _axis_rules(spec: Spec) -> Broken:
    """Over which dimensions a loop is refused, or a tensor too large: those of arguments, where
    torch is called."""
    for check_id, setting in spec.checks.items():
        field = ("checks", check_id, "axes")
        if setting.axes and (check_id not in ("loops", "memory") or spec.signature.numpy):
            yield field, "expected it under `loops` or `memory`, in an exercise for PyTorch"
        for index, axis in enumerate(setting.axes):
            if axis not in spec.signature.dims:
                yield (*field, index), f"expected a dimension of an argument, not `{axis}`"


def _example_rules(spec: Spec, example: Example) -> Broken:
    signature = spec.signature
    missing = [a.name for a in signature.arguments if a.name not in example.inputs]
    missing += [p.name for p in signature.init if p.required and p.name not in example.init]
    for name in missing:
        yield (name,), "expected a value for it, it is missing"
    if missing:
        return
    parameters = {p.name: p for p in signature.init}
    for name, value in example.init.items():
        parameter = parameters[name]
        if not fits(value, parameter.dtype) and not (value is None and not parameter.required):
            yield (name,), f"expected {parameter.dtype}, got {value!r}"
    sizes: dict[str, int] = {}
    for argument in signature.arguments:
        sentence = _shape_fault(example.inputs[argument.name], argument, sizes)
        if sentence:
            yield (argument.name,), sentence
            return
    for argument in signature.arguments:  # once every size is known: ids count in one
        values = example.inputs[argument.name]
        for one in values if argument.listed else [] if values is None else [values]:
            sentence = promise_fault(one, argument, sizes)
            if sentence:
                yield (argument.name,), sentence
    yield from _result_rules(signature.returns, example, sizes)
    for name, values in example.steps.items():
        if name not in spec.steps:
            known = ", ".join(spec.steps) or "none are named"
            yield ("steps", name), f"expected a step named under `steps` ({known})"
        elif shape_of(values) is None:
            yield ("steps", name), "expected a number, or lists of numbers of equal lengths"


def _shape_fault(values: Any, argument: Argument, sizes: dict[str, int]) -> str | None:
    """What is wrong with the shape of what an example gives for an argument."""
    if values is None and argument.optional:
        return None
    if not argument.listed:
        return _tensor_fault(values, argument.shape, sizes)
    if not isinstance(values, list) or not values:
        return "expected a list of tensors"
    for one in values:
        own = {k: v for k, v in sizes.items() if k != argument.shape[0]}
        sentence = _tensor_fault(one, argument.shape, own)
        if sentence:
            return sentence
    return None


def _result_rules(returns: list[Result], example: Example, sizes: dict[str, int]) -> Broken:
    gives = example.gives
    if len(returns) == 1:
        gives = {returns[0].name: gives}
    elif not isinstance(gives, dict) or set(gives) != {r.name for r in returns}:
        yield ("gives",), f"expected exactly {', '.join(r.name for r in returns)}"
        return
    for result in returns:
        sentence = _tensor_fault(gives[result.name], result.shape, sizes)
        if sentence:
            yield ("gives",) if len(returns) == 1 else ("gives", result.name), sentence


def _tensor_fault(values: Any, dims: Shape, sizes: dict[str, int]) -> str | None:
    """What is wrong with `values` as a tensor of shape `dims`; named sizes bind on first use."""
    shape = shape_of(values)
    if shape is None:
        return "expected a number, or lists of numbers of equal lengths"
    if len(shape) != len(dims):
        written = "[" + ", ".join(map(str, dims)) + "]" if dims else "one number"
        return f"expected {written}, got {len(shape)} dimensions"
    for dim, size in zip(dims, shape, strict=True):
        most = at_most(dim)
        if most is not None:
            if size > sizes[most]:
                return f"expected at most {most} = {sizes[most]}, got {size}"
            continue
        wanted = sizes.setdefault(dim, size) if isinstance(dim, str) else dim
        if size != wanted:
            return f"expected {dim} = {wanted} as elsewhere in this example, got {size}"
    return None


def _uniqueness(spec: Spec) -> Broken:
    named: dict[FieldPath, list[str]] = {
        ("examples",): [example.name for example in spec.examples],
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
        if not hint.en and not hint.step:
            yield ("hints", index, "en"), "expected this field, it is missing"
        if hint.step and hint.step not in spec.steps:
            known = ", ".join(spec.steps) or "none are named"
            yield ("hints", index, "reveal"), f"expected a step named under `steps` ({known})"
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


def stable_faults(specs: Mapping[str, Spec]) -> Iterator[tuple[str, str]]:
    """Exercises whose `stable` names no exercise that requires them, with a sentence."""
    for id_, spec in specs.items():
        if not spec.stable:
            continue
        if spec.stable not in specs:
            yield id_, f"expected an exercise that exists, there is no `{spec.stable}`"
        elif id_ not in specs[spec.stable].requires:
            yield id_, f"expected an exercise that requires `{id_}`, `{spec.stable}` does not"


def renamed_faults(specs: Mapping[str, Spec]) -> Iterator[tuple[str, str]]:
    """Exercises whose `renamed_from` leaves open whose history it is, with a sentence."""
    taken: dict[str, str] = {}
    for id_, spec in specs.items():
        for old in spec.renamed_from:
            if old in specs:
                yield id_, f"expected an id that is free, `{old}` is an exercise"
            elif old in taken:
                yield id_, f"expected each earlier id once, `{old}` became `{taken[old]}` already"
            taken.setdefault(old, id_)


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
