"""Hidden inputs: freshly drawn for every sitting from its seed, and never outside the promise.

What a spec says of an argument (its ``kind``) is all that is used here, so a correct solution
cannot meet an input nobody promised.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from typing import Any, Literal

import torch

from exercises.kinds import Dtype
from exercises.signature import Argument
from exercises.spec import Example, Spec
from grader import modules
from grader.draws import Draw, drawn, shape_of

#: From there on in steps, in float64, to where a textbook form through probabilities is still
#: right: at 20 it has lost half of the digits, past 36 ``1 - sigmoid(x)`` is exactly 0.
STEPS = (6.0, 8.0, 12.0, 20.0)

Pattern = Literal["agreeing", "opposed", "mixed"]
Company = Literal["alone", "all", "close"]
Tie = Literal["zeros", "equal", "all-equal", "rows"]
TIES: tuple[Tie, ...] = ("zeros", "equal", "all-equal", "rows")

Inputs = dict[str, Any]
"""Arguments by name: tensors, lists of tensors, or None where one is left out."""


def generator(seed: int, *purpose: object) -> torch.Generator:
    """Random numbers for one purpose, independent of what else was drawn."""
    text = "/".join(map(str, (seed, *purpose)))
    digest = hashlib.sha256(text.encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def draw(spec: Spec, dims: dict[str, int], random: torch.Generator) -> Inputs:
    """Moderate float64 inputs of the given dimensions, rounded to float32 so that both dtypes
    hold the same numbers."""
    drawing = Draw(random)
    own = _own_inputs(spec)
    found = own(drawing, dims) if own is not None else {}
    found = {
        argument.name: found[argument.name]
        if argument.name in found
        else drawn(argument, dims, drawing)
        for argument in spec.signature.arguments
    }
    return _each(found, lambda v: v.float().double() if v.is_floating_point() else v)


def _own_inputs(spec: Spec) -> Callable[[Draw, dict[str, int]], Inputs] | None:
    """The function `inputs` of the exercise's module, for arguments that depend on each other."""
    try:
        return getattr(modules.module(spec), "inputs", None)
    except ModuleNotFoundError:
        return None


def has_own(spec: Spec) -> bool:
    """Whether the exercise's module draws some of its arguments itself, because they depend on
    each other in a way that no kind tells of."""
    own = _own_inputs(spec)
    return own is not None and not hasattr(own, "further")


def draw_shape(spec: Spec, shape: tuple[int, ...], random: torch.Generator) -> Inputs:
    """The same with one shape for all arguments, whatever the spec's dimensions."""
    drawing = Draw(random)
    found = {a.name: drawing.kind(a.kind, *shape) for a in spec.signature.arguments}
    return _each(found, lambda v: v.float().double() if v.is_floating_point() else v)


def reals(spec: Spec) -> list[Argument]:
    """The arguments that may be any real number and are followed far out: those whose gradient
    is asked for, or all where no gradient is."""
    return _followed(spec, lambda argument: argument.about.unbounded)


def reached(spec: Spec) -> list[Argument]:
    """Those, and the logits that are promised to be between -20 and 20: how far float64 is asked
    about."""
    return _followed(spec, lambda a: a.about.unbounded or a.kind == "bounded-logits")


def _followed(spec: Spec, far: Callable[[Argument], bool]) -> list[Argument]:
    found = [a for a in spec.signature.arguments if far(a) and not a.listed]
    return [a for a in found if a.grad] if spec.signature.wanted else found


def extreme(
    spec: Spec,
    dims: dict[str, int],
    scale: float,
    random: torch.Generator,
    company: Company = "alone",
) -> Inputs:
    """Inputs whose differentiable arguments hold values of about ±scale.

    Other ``values`` (never logits, which are promised to be smaller) stay moderate where they are
    given, are as large, or are as large and within 0.5 to 2 of the first of their shape."""
    found = draw(spec, dims, random)
    large: dict[tuple[int, ...], torch.Tensor] = {}
    far = {argument.name for argument in reals(spec)}
    for argument in sorted(spec.signature.arguments, key=lambda a: a.name not in far):
        value = found[argument.name]
        if not isinstance(value, torch.Tensor):
            continue
        shape = tuple(value.shape)
        if argument.kind == "values" and company == "close" and shape in large:
            apart = 0.5 + 1.5 * torch.rand(shape, generator=random, dtype=torch.float64)
            value = large[shape] + _signs(shape, random) * apart
        elif argument.name in far or (argument.kind == "values" and company == "all"):
            value = _signs(shape, random) * scale + value
        else:
            continue
        found[argument.name] = large[shape] = value.float().double()
    return found


def companies(spec: Spec) -> tuple[Company, ...]:
    """In which company large values can come: alone, where no other argument holds values."""
    far = {argument.name for argument in reals(spec)}
    values = [a for a in spec.signature.arguments if a.kind == "values"]
    if any(a.name not in far for a in values):
        return ("alone", "all", "close")
    alike = len(values) > 1 and len({tuple(a.shape) for a in values}) == 1
    return ("alone", "close") if alike else ("alone",)


def tied(spec: Spec, dims: dict[str, int], tie: Tie, random: torch.Generator) -> Inputs:
    """Inputs with equal entries, where a loss may have a corner: entries that are zero (half of
    them, or all), predictions that equal their target (half, or all), rows of one value."""
    found = draw(spec, dims, random)
    far = {argument.name for argument in reals(spec)}
    any_real = [a for a in spec.signature.arguments if a.about.unbounded and not a.listed]
    any_real = [a for a in any_real if found[a.name] is not None]
    targets = {tuple(found[a.name].shape): found[a.name] for a in any_real if a.name not in far}
    for argument in any_real:
        value = found[argument.name]
        shape = tuple(value.shape)
        here = torch.rand(shape, generator=random) < 0.5
        if here.numel() and not bool(here.any()):
            here.flatten()[0] = True
        if tie == "zeros":
            value = torch.where(here, 0.0, value)
        elif argument.name in far and tie == "rows":
            value = value[..., :1].expand(shape).clone() if shape else value
        elif argument.name in far and tie in ("equal", "all-equal"):
            target = targets.get(shape, torch.zeros_like(value))
            value = target.clone() if tie == "all-equal" else torch.where(here, target, value)
        found[argument.name] = value
    return found


def nearly_tied(
    spec: Spec, dims: dict[str, int], tie: Tie, apart: float, random: torch.Generator
) -> Inputs:
    """The same with the entries that were equal moved about so much apart."""
    found = tied(spec, dims, tie, random)
    for argument in reals(spec):
        value = found[argument.name]
        noise = torch.randn(value.shape, generator=random, dtype=torch.float64)
        found[argument.name] = value + apart * noise
    return found


def corner_at_zero(spec: Spec, argument: Argument) -> bool:
    """Whether the usual stable form of the loss has a corner at zero which the loss has not: a
    logit beside a binary label goes through max(x, 0) and |x| there."""
    return argument.kind == "logits" and any(
        a.kind == "binary" and a.shape == argument.shape for a in spec.signature.arguments
    )


def _signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    return torch.where(torch.rand(shape, generator=random) < 0.5, -1.0, 1.0).double()


def reaching(
    spec: Spec, dims: dict[str, int], size: float, pattern: Pattern, random: torch.Generator
) -> Inputs:
    """Inputs all of whose real arguments have magnitudes just below ``size``.

    The arguments with a gradient take the side of the labels (or of the other real arguments,
    where there are no labels) everywhere, nowhere, or at random: the easy and the hard side of
    a loss are each seen alone. Every row holds both signs, so that every distribution made of
    it has very small probabilities.
    """
    found = draw(spec, dims, random)
    arguments = spec.signature.arguments
    followed = {argument.name for argument in reached(spec)}
    labels = [a for a in arguments if a.kind in ("binary", "one-hot")]
    sides: dict[tuple[int, ...], torch.Tensor] = {
        tuple(found[a.name].shape): found[a.name] * 2 - 1 for a in labels
    }
    for argument in arguments:
        real = argument.about.unbounded or argument.name in followed
        if not real or argument.listed or found[argument.name] is None:
            continue
        shape = shape_of(argument, dims)
        side = sides.setdefault(shape, _both_signs(shape, random))
        if argument.name in followed and pattern == "mixed":
            side = _both_signs(shape, random)
        elif argument.name in followed and pattern == "opposed":
            side = -side
        # apart from each other by half a per cent or more: a corner is another check's matter
        below = 0.005 * torch.rand(shape, generator=random, dtype=torch.float64)
        magnitude = size * (1 - below - (0.01 if argument.name in followed else 0.0))
        found[argument.name] = (side * magnitude).float().double()
    return found


def small(spec: Spec, dims: dict[str, int], random: torch.Generator) -> Inputs:
    """Inputs all of whose real arguments are a hundredth of what is usual: short vectors, values
    that lie close to each other and to zero. (By a power of two, which keeps what is exact.)"""
    found = draw(spec, dims, random)
    for argument in spec.signature.arguments:
        value = found[argument.name]
        if argument.about.unbounded and isinstance(value, torch.Tensor):
            found[argument.name] = (value / 128).float().double()
    return found


def shifted(spec: Spec, dims: dict[str, int], by: float, random: torch.Generator) -> Inputs:
    """Inputs whose first real argument lies so far from zero as a whole, and is as spread out as
    ever: more than float32 can hold."""
    found = draw(spec, dims, random)
    name = reached(spec)[0].name
    found[name] = found[name] + by
    return found


def has_sides(spec: Spec) -> bool:
    """Whether an argument says which side of a loss is the easy one: a label of 0 or 1."""
    return any(a.kind in ("binary", "one-hot") for a in spec.signature.arguments)


def _both_signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    """1 and -1 at random, both of them in every row that has room."""
    signs = _signs(shape, random)
    if shape and shape[-1] > 1:
        place = int(torch.randint(shape[-1] - 1, (), generator=random))
        signs[..., place + 1] = -signs[..., place]
    return signs


#: How large the first named dimension of a large input is, and each that follows.
LARGE = (1024, 300)
#: The same where all are large at once, with what may then be had at most: code that takes every
#: pair of a dimension is slow, not wrong, and has to fit into the memory it is given.
_LARGE_TOGETHER = (240, 200)
_MOST_PAIRS = 2**24


def large_sizes(spec: Spec) -> tuple[list[dict[str, int]], dict[str, int] | None]:
    """Sizes in which one named dimension is large and the others 3, and the size in which as many
    as fit are large at once (None where that is nothing new)."""
    names = spec.signature.dims
    most = int(spec.check("sizes").scale or max(LARGE))
    large = {name: min(most, LARGE[min(place, 1)]) for place, name in enumerate(names)}
    single = [{**dict.fromkeys(names, 3), name: large[name]} for name in names]
    joint = {name: max(2, spec.least.get(name, 2)) for name in names}
    for place, name in enumerate(names):
        with_it = {**joint, name: min(most, _LARGE_TOGETHER[min(place, 1)])}
        if math.prod(with_it.values()) * max(with_it.values()) <= _MOST_PAIRS:
            joint = with_it
    return single, joint if len(names) > 1 else None


def through_probabilities(spec: Spec) -> bool:
    """Whether the textbook form goes through probabilities and is excused where they saturate:
    ``stability`` does not decide."""
    return spec.check("stability").level not in (None, "core")


def cast(values: Inputs, dtype: torch.dtype) -> Inputs:
    """The same numbers in another floating dtype; whole numbers stay what they are."""
    return _each(values, lambda v: v.to(dtype) if v.is_floating_point() else v)


def written(spec: Spec, example: Example, floating: torch.dtype = torch.float32) -> Inputs:
    """The arguments of a worked example, floats in float32 as they are printed."""
    return {
        argument.name: [tensor(one, argument.dtype, floating) for one in value]
        if argument.listed and value is not None
        else tensor(value, argument.dtype, floating)
        for argument in spec.signature.arguments
        for value in [example.inputs[argument.name]]
    }


def figures(spec: Spec, example: Example) -> tuple[torch.Tensor, ...]:
    """The printed results of a worked example, floats in float64."""
    returns = spec.signature.returns
    gives = [example.gives] if len(returns) == 1 else [example.gives[r.name] for r in returns]
    return tuple(
        tensor(value, result.dtype, torch.float64)
        for value, result in zip(gives, returns, strict=True)
    )


def tensor(value: Any, dtype: Dtype, floating: torch.dtype = torch.float32) -> Any:
    """Numbers as a spec writes them down, as a tensor; None stays None."""
    if value is None:
        return None
    of = {"float": floating, "int": torch.int64, "bool": torch.bool}[dtype]
    return torch.tensor(_plain(value), dtype=of)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return float(value) if isinstance(value, str) else value  # inf and nan


def floats(values: Inputs) -> bool:
    """Whether a float tensor is among the arguments."""
    flat = [t for v in values.values() for t in (v if isinstance(v, list) else [v])]
    return any(isinstance(t, torch.Tensor) and t.is_floating_point() for t in flat)


def fresh(values: Inputs) -> Inputs:
    """Copies that may be changed or asked for a gradient."""
    return _each(values, lambda v: v.detach().clone())


def _each(values: Inputs, change: Callable[[torch.Tensor], torch.Tensor]) -> Inputs:
    return {
        name: [change(one) for one in value]
        if isinstance(value, list)
        else None
        if value is None
        else change(value)
        for name, value in values.items()
    }


def cotangent(place: int, shape: tuple[int, ...]) -> torch.Tensor:
    """What flows back into a result when gradients are compared: 1 into a single number, into a
    tensor fixed numbers of both signs, all different, so that no entry is left out."""
    if not shape:
        return torch.ones((), dtype=torch.float64)
    random = generator(0, "cotangent", place, *shape)
    numbers = torch.rand(shape, generator=random, dtype=torch.float64) + 0.5
    return (numbers * _both_signs(shape, random)).float().double()
