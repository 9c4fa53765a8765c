"""The learner's numbers on fresh inputs, to be held against known wrong ideas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from grader import inputs, ranges
from grader.calls import Answer, Call
from grader.case import Case
from grader.inputs import Inputs, cast

_EXTREME = 1e4


@dataclass(frozen=True)
class Probe:
    """One input and what the learner's code made of it.

    ``value`` is float64 and may have any shape; ``gradients`` holds zeros where the loss does not
    depend on an input, and is empty where no gradient could be taken.
    """

    values: Inputs
    init: dict[str, Any]
    dims: dict[str, int]
    dtype: torch.dtype
    extreme: bool
    value: torch.Tensor
    gradients: Inputs


def probe(case: Case) -> list[Probe]:
    """Moderate inputs of every size in float64, each in a few settings, with extreme ones in
    float32 beside them, and all other settings.

    Empty when the learner's code does not answer with numbers.
    """
    asked: list[tuple[Inputs, dict[str, Any], dict[str, int], torch.dtype, bool]] = []
    settings = case.few_settings()
    for number, dims in enumerate(case.spec.sizes):
        for turn, init in enumerate(settings):
            random = inputs.generator(case.seed, case.spec.id, "probe", number, turn)
            drawn = inputs.draw(case.spec, dims, random)
            asked.append((drawn, init, dims, torch.float64, False))
        if not _must_be_stable(case) or not inputs.reals(case.spec):
            continue  # nothing is promised there, so nothing there can tell ideas apart
        random = inputs.generator(case.seed, case.spec.id, "probe-extreme", number)
        drawn = ranges.extreme(case.spec, dims, _EXTREME, random)
        asked.append((drawn, settings[0], dims, torch.float32, True))
    # what shows only in one setting of many is still told apart there
    asked += [
        (values, init, dims, torch.float64, False)
        for values, init, dims in case.each_setting()
        if init not in settings
    ]
    calls = [
        Call(cast(values, dtype), init)
        if extreme
        else case.differentiated(cast(values, dtype), init)
        for values, init, _, dtype, extreme in asked
    ]
    answers = case.candidate.ask(*calls)
    return [
        Probe(
            values,
            init,
            dims,
            dtype,
            extreme,
            answer.value.double(),
            _gradients(case, answer, values),
        )
        for (values, init, dims, dtype, extreme), answer in zip(asked, answers, strict=True)
        if answer.status == "tensor" and answer.value is not None
    ]


def _must_be_stable(case: Case) -> bool:
    return case.spec.check("stability").level in (None, "core")


def _gradients(case: Case, answer: Answer, values: Inputs) -> Inputs:
    found = {}
    for name in case.wanted:
        if name in answer.gradients:
            gradient = answer.gradients[name]
            found[name] = torch.zeros_like(values[name]) if gradient is None else gradient.double()
    return found
