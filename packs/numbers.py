"""The numbers of an exercise: two independent routes agree, and with what is printed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import torch

from exercises.answer import model_answer
from exercises.spec import Example, Spec
from grader import inputs, ranges
from grader.case import weighted
from grader.inputs import Inputs
from grader.solution import Function, Given, Results, Solution, invoke, load

Faults = Iterator[str]
DTYPES = (torch.float32, torch.float64)
#: Relative and absolute room between two routes, by dtype: torch.testing's own.
_ROOM = {torch.float32: (1.3e-6, 1e-5), torch.float64: (1e-7, 1e-7)}


#: Of many combinations of plain arguments so many are tried, evenly spread.
_MOST_SETTINGS = 12


def settings(spec: Spec) -> list[dict[str, Any]]:
    """Combinations of the values of the plain arguments: all, or a dozen of them."""
    parameters = spec.signature.init
    names = [p.name for p in parameters]
    found = [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(p.values for p in parameters))
    ]
    return (
        [found[n * len(found) // _MOST_SETTINGS] for n in range(_MOST_SETTINGS)]
        if len(found) > _MOST_SETTINGS
        else found
    )


def differentiated(
    function: Function, values: Inputs, init: dict[str, Any], wanted: tuple[str, ...]
) -> tuple[Results, Inputs]:
    """Results and gradients in the dtype of the inputs; those of `grader.case` are in float64."""
    leaves = inputs.fresh(values)
    for name in wanted:
        leaves[name].requires_grad_(True)
    found = function(leaves, init)
    detached = tuple(result.detach() for result in found)
    total = weighted(found)
    if not wanted or not total.requires_grad:
        return detached, {name: torch.zeros_like(leaves[name]) for name in wanted}
    grads = torch.autograd.grad(total, [leaves[name] for name in wanted], allow_unused=True)
    return detached, {
        name: torch.zeros_like(leaves[name]) if grad is None else grad
        for name, grad in zip(wanted, grads, strict=True)
    }


def agreement(spec: Spec, seeds: int = 5) -> Faults:
    """Answer and oracle give the same values and gradients, in both precisions, at every size."""
    solution = load(spec)
    for dtype, seed, dims, init in itertools.product(
        DTYPES, range(seeds), spec.sizes, settings(spec)
    ):
        values = inputs.cast(inputs.draw(spec, dims, inputs.generator(seed, spec.id, dims)), dtype)
        yield from _apart(solution, values, init, _ROOM[dtype], f"{dtype}, {dims}, {init}")


def extremes(spec: Spec) -> Faults:
    """In float64 they agree for large inputs too; in float32 the judge holds the answer to it."""
    if not inputs.reals(spec):
        return
    solution = load(spec)
    scale = spec.check("stability").scale or 1e4
    for seed, dims, init in itertools.product(range(3), spec.sizes, settings(spec)):
        values = ranges.extreme(spec, dims, scale, inputs.generator(seed, spec.id, dims))
        yield from _apart(solution, values, init, (1e-7, 1e-9), f"±{scale:g}, {dims}, {init}")


def _apart(
    solution: Solution, values: Inputs, init: dict[str, Any], room: tuple[float, float], where: str
) -> Faults:
    wanted = solution.signature.wanted
    got, got_gradients = differentiated(solution.reference, values, init, wanted)
    right, right_gradients = differentiated(solution.oracle, values, init, wanted)
    if len(got) != len(right):
        yield f"{where}: the answer gives {len(got)} results, the oracle {len(right)}"
        return
    pairs: list[tuple[str, torch.Tensor, torch.Tensor]] = [
        (returned.name, one, other)
        for returned, one, other in zip(solution.signature.returns, got, right, strict=True)
    ]
    # beyond the range of a root or a logarithm an oracle may have no gradient to compare with
    pairs += [
        (f"the gradient of {name}", got_gradients[name], right_gradients[name])
        for name in wanted
        if bool(right_gradients[name].isfinite().all())
    ]
    for name, one, other in pairs:
        # gradients on the scale of the largest entry, as the grader compares them
        largest = float(other.abs().max()) if name.startswith("the gradient") else 1.0
        fault = difference(one, other, (room[0], room[1] * max(1.0, largest)))
        if fault:
            yield f"{where}: {name} of answer and oracle: {fault}"
    for name in wanted:
        if not bool(got_gradients[name].isfinite().all()):
            yield f"{where}: the answer's gradient of {name} is not finite"


def difference(one: torch.Tensor, other: torch.Tensor, room: tuple[float, float]) -> str:
    """What torch says where two tensors are apart by more than relative and absolute room."""
    try:
        torch.testing.assert_close(one, other, rtol=room[0], atol=room[1], equal_nan=True)
    except AssertionError as error:
        return " ".join(str(error).split())[:200]
    return ""


def slopes(spec: Spec) -> Faults:
    """The gradient is the slope, so that answer and oracle cannot be wrong together; or it is not,
    where the spec says that a part is a constant for it."""
    solution, wanted = load(spec), spec.signature.wanted
    if not wanted:
        return
    init = {p.name: p.values[-1] for p in spec.signature.init}
    values = inputs.draw(spec, spec.sizes[-1], inputs.generator(1, spec.id))
    leaves = [values[name].requires_grad_(True) for name in wanted]

    def number(*moved: torch.Tensor) -> torch.Tensor:
        given = {**values, **dict(zip(wanted, moved, strict=True))}
        return weighted(solution.reference(given, init))

    try:
        torch.autograd.gradcheck(number, leaves)
    except RuntimeError as error:
        if not spec.stop_gradient:
            yield " ".join(str(error).split())[:300]
        return
    if spec.stop_gradient:
        yield "the gradient is the slope, while `stop_gradient` says that it is not"


def figures(spec: Spec) -> Faults:
    """The printed results of the worked examples, to the last digit of float32."""
    solution = load(spec)
    # Ours is the correctly rounded one and the document's a little off: 0.036484397618 in float64.
    units = 2 if spec.family == "focal" else 1
    for example in spec.examples:
        narrow = inputs.written(spec, example)
        got = solution.reference(narrow, dict(example.init))
        exact = solution.reference(inputs.written(spec, example, torch.float64), dict(example.init))
        for result, one, wide, printed in zip(
            spec.signature.returns, got, exact, inputs.figures(spec, example), strict=True
        ):
            right = printed.to(one.dtype)
            if right.is_floating_point():
                step = torch.nextafter(right.abs(), torch.tensor(torch.inf)) - right.abs()
                room = units * torch.where(step.isfinite(), step, 0.0).max()
                # of many entries the small ones are printed with few digits
                room = torch.maximum(room, torch.tensor(5e-8 if right.dim() else 0.0))
                fits = ((one - right).abs() <= room) | (one == right)
                fits |= (wide.float() - right).abs() <= room  # printed by somebody in float64
                fits |= one.isnan() & right.isnan()
            else:
                fits = one == right
            if not bool(fits.all()):
                yield f"example {example.name}: {result.name} is {one.tolist()}"
        yield from _tables(spec, solution, example)


def _tables(spec: Spec, solution: Solution, example: Example) -> Faults:
    """The printed intermediate values: to four decimals, or four after the leading digit."""
    steps = solution.steps(inputs.written(spec, example), dict(example.init))
    for name, printed in example.steps.items():
        right = torch.tensor(printed, dtype=torch.float64)
        if name not in steps or steps[name].shape != right.shape:
            yield f"example {example.name}: step {name} is not of the printed shape"
            continue
        for mine, theirs in zip(
            steps[name].double().flatten().tolist(), right.flatten().tolist(), strict=True
        ):
            if abs(mine - theirs) > 0.501 * printed_unit(theirs):
                yield f"example {example.name}: step {name} has {mine} for the printed {theirs}"


def printed_unit(value: float) -> float:
    """What the last printed digit is worth: four decimals, more in scientific notation."""
    exponent = f"{abs(value):.4e}".split("e")[1]
    digits = len(repr(value).split(".")[-1]) if "e" not in repr(value) else 4 - int(exponent)
    return float(10.0 ** -max(4, digits))


def steps(spec: Spec) -> Faults:
    """Every step the spec names is a value of the answer, in every setting."""
    solution = load(spec)
    for init in settings(spec):
        values = inputs.draw(spec, spec.sizes[-1], inputs.generator(3, spec.id))
        found = solution.steps(values, init)
        for name in spec.steps:
            if name not in found:
                yield f"{init}: the answer has no local variable {name}"
            elif not bool(found[name].isfinite().all()):
                yield f"{init}: step {name} is not finite"


def shown(spec: Spec) -> Faults:
    """The answer as it is shown after a pass runs alone and gives the reference's numbers."""
    scope: dict[str, Any] = {}
    exec(compile(model_answer(spec), f"{spec.id}.py", "exec"), scope)
    subject, solution = scope[spec.signature.name], load(spec)

    def alone(given: Given, init: dict[str, Any]) -> Results:
        return invoke(subject, spec.signature, given, init)

    for dims, init in itertools.product(spec.sizes, settings(spec)):
        values = inputs.draw(spec, dims, inputs.generator(0, "answer", dims))
        got = differentiated(alone, values, init, spec.signature.wanted)
        right = differentiated(solution.reference, values, init, spec.signature.wanted)
        for one, other in zip(
            (*got[0], *got[1].values()), (*right[0], *right[1].values()), strict=True
        ):
            fault = difference(one, other, _ROOM[torch.float64])
            if fault:
                yield f"{dims}, {init}: {fault}"


def untouched(spec: Spec) -> Faults:
    """None of our own functions changes its inputs or the random state."""
    solution = load(spec)
    values = inputs.draw(spec, spec.sizes[-1], inputs.generator(4, spec.id))
    before = inputs.fresh(values)
    state = torch.get_rng_state()
    ours: dict[str, Any] = {"answer": solution.reference, "oracle": solution.oracle}
    ours |= {name: solution.mistaken(name) for name in solution.wrong}
    for name, function in ours.items():
        for init in settings(spec):
            function(values, init)
        for argument, value in values.items():
            if isinstance(value, torch.Tensor) and not torch.equal(value, before[argument]):
                yield f"{name} changes {argument}"
    if not torch.equal(torch.get_rng_state(), state):
        yield "one of them moves the global random generator"
