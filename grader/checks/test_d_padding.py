"""Does what stands behind the mask matter, when it is no number at all?"""

from __future__ import annotations

import torch

from exercises.spec import Spec
from grader.calls import Call
from grader.case import Case
from grader.checks import check
from grader.failure import CheckFailed, fail
from grader.inputs import Inputs, cast


def masked(spec: Spec) -> tuple[str, list[str]] | None:
    """The one mask of an exercise and the float arguments it lies over, entry by entry."""
    arguments = spec.signature.arguments
    masks = [a for a in arguments if a.kind == "mask"]
    if len(masks) != 1:
        return None
    shape = masks[0].shape
    under = [a.name for a in arguments if a.dtype == "float" and a.shape[: len(shape)] == shape]
    return (masks[0].name, under) if under else None


@check(
    "padding",
    "what stands in the padding changes nothing, nan included",
    "填充处是什么都不影响结果，nan 也一样",
    after=("agreement",),
    level="edge",
    applies=lambda spec: masked(spec) is not None,
)
def test_padding(case: Case) -> None:
    """Asked where the reference itself is right with nan behind the mask: numbers there are among
    all hidden inputs, but 0 times nan is nan."""
    init = case.settings()[0]
    drawn = [_without(case, values) for values in case.drawn("padding", draws=1)]
    drawn = [v for v in drawn if all(bool(r.isfinite().all()) for r in case.expected(v, init))]
    answers = case.ask(*(Call(cast(values, torch.float32), init) for values in drawn))
    for values, answer in zip(drawn, answers, strict=True):
        try:
            case.require_right(answer, values, init)
        except CheckFailed as failure:
            fail(
                f"With nan behind the mask: {failure.en} Multiplying by a mask leaves nan; "
                "`torch.where` does not.",
                f"掩码之外是 nan 时：{failure.zh}乘以掩码消不掉 nan，`torch.where` 可以。",
                **failure.facts,
            )


def _without(case: Case, values: Inputs) -> Inputs:
    found = masked(case.spec)
    assert found is not None
    mask, under = found
    kept = dict(values)
    for name in under:
        value = values[name]
        gone = ~values[mask].reshape(*values[mask].shape, *[1] * (value.dim() - values[mask].dim()))
        kept[name] = value.masked_fill(gone, torch.nan)
    return kept
