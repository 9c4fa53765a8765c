"""Does the order of the rows matter where it must not?"""

from __future__ import annotations

from collections.abc import Iterator

import torch

from exercises.signature import Shape, at_most
from exercises.spec import Spec
from grader import inputs, tolerance
from grader.case import Case
from grader.checks import check
from grader.checks.test_c_gradient import require_gradients
from grader.failure import CheckFailed, fail
from grader.inputs import Inputs, cast


def batch_axis(spec: Spec) -> str | None:
    """The dimension along which there are rows: the first one of the first argument that has any.

    None where something else depends on their order (ids that count in it, as many results as
    the values make it), and where the exercise's own module draws arguments, which may promise
    an order that no kind tells of: the spec has to ask there.
    """
    arguments = spec.signature.arguments
    first = next((a.shape[0] for a in arguments if a.shape), None)
    if not isinstance(first, str) or any(a.listed or a.of == first for a in arguments):
        return None
    if any(at_most(dim) for result in spec.signature.returns for dim in result.shape):
        return None
    if inputs.has_own(spec) and spec.check("permutation").level is None:
        return None
    return first


def reordered(
    value: torch.Tensor | None, shape: Shape, axis: str, order: torch.Tensor
) -> torch.Tensor | None:
    """A tensor of these dimensions with its rows in another order, along every axis of that
    name: a matrix of pairs has two."""
    if value is None:
        return None
    for place, dim in enumerate(shape):
        if dim == axis:
            value = value.index_select(place, order)
    return value


def _pairs(case: Case, seed: int) -> Iterator[tuple[Inputs, Inputs, torch.Tensor]]:
    """Inputs, the same in another order, and that order, in the sizes with most room."""
    axis = batch_axis(case.spec)
    assert axis is not None
    for number, sizes in enumerate(case.roomy()):
        if sizes[axis] < 2:
            continue
        random = inputs.generator(seed, case.spec.id, "permutation", number)
        values = inputs.draw(case.spec, sizes, random)
        order = torch.randperm(sizes[axis], generator=random)
        if bool((order == torch.arange(sizes[axis])).all()):
            order = order.flip(0)
        arguments = case.spec.signature.arguments
        yield values, {a.name: reordered(values[a.name], a.shape, axis, order)
                       for a in arguments}, order  # fmt: skip


def _indifferent(case: Case, values: Inputs, moved: Inputs, order: torch.Tensor) -> bool:
    """Whether the reference gives the same for both, in the other order where it has rows."""
    init, axis = case.settings()[0], batch_axis(case.spec)
    assert axis is not None
    before, after = case.expected(values, init), case.expected(moved, init)
    for result, one, other in zip(case.spec.signature.returns, before, after, strict=True):
        expected = reordered(one, result.shape, axis, order)
        if expected is None or not tolerance.close(other, expected):
            return False
    return True


def promised(case: Case) -> bool:
    """Whether the reference itself does not mind the order: asked of fixed inputs, so that an
    exercise has the same checks in every grade."""
    pairs = list(_pairs(case, 0))
    return bool(pairs) and all(_indifferent(case, *pair) for pair in pairs)


@check(
    "permutation",
    "with its rows in another order it gives the same",
    "各行换个顺序，结果不变或随之换序",
    after=("agreement", "gradient"),
    applies=lambda spec: batch_axis(spec) is not None,
    promised=promised,
)
def test_permutation(case: Case) -> None:
    """What an exercise draws itself may always put the largest first, or the padding last; code
    that counts on it is right there and nowhere else."""
    init, axis = case.settings()[0], batch_axis(case.spec)
    pairs = [pair for pair in _pairs(case, case.seed) if _indifferent(case, *pair)]
    both = [values for usual, moved, _ in pairs for values in (usual, moved)]
    calls = [case.differentiated(cast(values, torch.float32), init) for values in both]
    answers, right = case.ask_beside(
        calls, lambda: [case.expected_gradients(values, init) for values in both]
    )
    for place, (values, call, answer, (expected, gradients)) in enumerate(
        zip(both, calls, answers, right, strict=True)
    ):
        try:
            case.require_results(answer, expected, values)
            require_gradients(case, answer, expected, gradients, call)
        except CheckFailed as failure:
            if place % 2 == 0:  # wrong as they were drawn: the order is not to blame
                fail(failure.en, failure.zh, **{"kind": "in-any-order", **failure.facts})
            fail(
                f"With the rows along {axis} in another order: {failure.en} Their order must not "
                "matter: does your code count on which row comes first?",
                f"把 {axis} 这一维的各行换个顺序后：{failure.zh}"
                "结果不应取决于行的先后：代码是不是依赖了某一行排在最前？",
                **failure.facts,
            )
