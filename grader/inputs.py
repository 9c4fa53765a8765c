"""Hidden inputs: freshly drawn for every sitting from its seed, and never outside the promise.

What a spec says of an argument (its ``kind``) is all that is used here, so a correct solution
cannot meet an input nobody promised.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from typing import Any

import torch

from exercises.kinds import Dtype
from exercises.signature import Argument
from exercises.spec import Example, Spec
from grader import modules
from grader.draws import Draw, drawn

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
    return followed(spec, lambda argument: argument.about.unbounded)


def followed(spec: Spec, far: Callable[[Argument], bool]) -> list[Argument]:
    """The arguments of which that is so, of those whose gradient is asked for, or of all where no
    gradient is."""
    found = [a for a in spec.signature.arguments if far(a) and not a.listed]
    return [a for a in found if a.grad] if spec.signature.wanted else found


def signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    """1 and -1 at random."""
    return torch.where(torch.rand(shape, generator=random) < 0.5, -1.0, 1.0).double()


def both_signs(shape: tuple[int, ...], random: torch.Generator) -> torch.Tensor:
    """1 and -1 at random, both of them in every row that has room."""
    found = signs(shape, random)
    if shape and shape[-1] > 1:
        place = int(torch.randint(shape[-1] - 1, (), generator=random))
        found[..., place + 1] = -found[..., place]
    return found


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
    return (numbers * both_signs(shape, random)).float().double()
