"""Is it right where entries are equal or zero, where a loss or a way of writing it has corners?"""

from __future__ import annotations

import torch

from grader import inputs, ties, tolerance
from grader.case import DTYPES, Case
from grader.checks import check
from grader.checks.test_c_gradient import require_graph, wants_gradients
from grader.checks.test_c_reach import has_reals
from grader.failure import fail, figure, place_of, told_apart
from grader.inputs import Inputs, cast

_STEP = 1e-9
_FAR = 20.0
#: A guard of 1e-8 under a root, which is a choice, makes 1e-4 of an error of 0.
_SCALE = 16.0


@check(
    "corners",
    "it has a right, finite gradient where entries are equal or zero",
    "元素相等或为零处，梯度有限且正确",
    after=("gradient",),
    applies=lambda spec: has_reals(spec) and wants_gradients(spec),
)
def test_corners(case: Case) -> None:
    """Any slope between those to the left and to the right is right; nan is not."""
    init = case.settings()[0]
    asked = []
    for number, tie in enumerate(2 * ties.TIES):
        dims = (*case.roomy(), case.spec.sizes[0])[number % 3]
        random = inputs.generator(case.seed, case.spec.id, "corners", number)
        values = ties.tied(case.spec, dims, tie, random)
        dtype = DTYPES[number % 2]
        asked.append((values, case.differentiated(cast(values, dtype), init)))
    answers, right = case.ask_beside(
        [call for _, call in asked],
        lambda: [(case.expected(values, init), _slopes(case, values)) for values, _ in asked],
    )
    for (values, call), answer, (expected, slopes) in zip(asked, answers, right, strict=True):
        case.require_results(answer, expected, values, _SCALE)
        steepest = {name: torch.maximum(*map(torch.abs, pair)) for name, pair in slopes.items()}
        gradients = require_graph(case, answer, call, steepest)
        for name, (least, most) in slopes.items():
            _require_between(name, gradients[name], least, most)


def _slopes(case: Case, values: Inputs) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """For every entry of every gradient the slopes on both sides, the smaller first: close by,
    and far out where only the usual stable form has a corner."""
    init = case.settings()[0]
    found = {}
    for argument in case.spec.signature.arguments:
        if not argument.grad or values[argument.name] is None:
            continue
        value, step = values[argument.name], torch.tensor(_STEP, dtype=torch.float64)
        if ties.corner_at_zero(case.spec, argument):
            step = torch.where(value == 0, _FAR, _STEP).double()
        left, right = (
            case.expected_gradients({**values, argument.name: value + side}, init)[1]
            for side in (-step, step)
        )
        pair = left[argument.name], right[argument.name]
        found[argument.name] = torch.minimum(*pair), torch.maximum(*pair)
    return found


def _require_between(name: str, got: torch.Tensor, least: torch.Tensor, most: torch.Tensor) -> None:
    nearest = torch.maximum(least, torch.minimum(most, got.nan_to_num()))
    terms = max(float(torch.maximum(least.abs(), most.abs()).max()), 1 / got.numel())
    wrong = ~((got - nearest).abs() <= tolerance.bound(torch.zeros_like(got), 2 * terms))
    if not bool(wrong.any()):
        return
    index = int(wrong.flatten().double().argmax())
    where = f"{name}[{', '.join(map(str, place_of(index, got.shape)))}]"
    bounds = [float(side.flatten()[index]) for side in (least, most)]
    nearer, have = told_apart(float(nearest.flatten()[index]), float(got.flatten()[index]))
    low, high = (nearer if b == float(nearest.flatten()[index]) else figure(b) for b in bounds)
    if low == high:
        en, zh = f"should be {low}", f"应为 {low}"
    else:
        en, zh = f"should be from {low} to {high}", f"应在 {low} 与 {high} 之间"
    fail(
        f"Where entries are equal or zero, the gradient is not right: d loss / d {where} {en}, "
        f"yours is {have}.",
        f"有元素相等或为零时，梯度不对：对 {where} 的偏导{zh}，你的是 {have}。",
    )
