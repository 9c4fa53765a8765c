"""Does it do without the one large tensor where the statement says so?"""

from __future__ import annotations

import dataclasses
import math

import torch

from exercises.spec import Spec
from grader import inputs
from grader.case import Case
from grader.checks import check
from grader.failure import fail
from grader.inputs import cast

#: The size of each dimension of the tensor that may not be made, and of all others: it then has
#: 64 MB in float32, beside which what Python and torch need for themselves is little.
LARGE, OTHERS = 4096, 8
#: What may be held at most at the same time, as a share of it, where the spec names none.
SHARE = 0.25


def _asked(spec: Spec) -> bool:
    return bool(spec.check("memory").axes)


@check(
    "memory",
    "it does without the one large tensor, forwards and backwards",
    "前向和反向都没有造出那个大张量",
    after=("agreement", "gradient"),
    applies=_asked,
)
def test_memory(case: Case) -> None:
    """A new process is asked for a small batch first, which loads what is loaded once."""
    setting = case.spec.check("memory")
    init = case.settings()[-1]  # a chunk is largest there
    small = dict.fromkeys(case.spec.signature.dims, OTHERS)
    large = {**small, **dict.fromkeys(setting.axes, LARGE)}
    case.candidate.restart()
    taken = []
    for dims in (small, large):
        random = inputs.generator(case.seed, case.spec.id, "memory", *dims.values())
        values = cast(inputs.draw(case.spec, dims, random), torch.float32)
        call = dataclasses.replace(case.differentiated(values, init), weigh=True)
        taken.append(case.ask(call)[0].taken)
    whole = 4 * math.prod(large[axis] for axis in setting.axes)
    share = setting.scale or SHARE
    if taken[1] > share * whole:
        named = ", ".join(setting.axes)
        held, most = (f"{size / 2**20:.0f} MB" for size in (taken[1], share * whole))
        fail(
            f"With {' = '.join(setting.axes)} = {LARGE} your code holds {held} at its height, the "
            f"backward pass included; {most} are allowed, and a tensor [{named}] has "
            f"{whole / 2**20:.0f} MB. What autograd keeps for the backward pass counts too.",
            f"{' = '.join(setting.axes)} = {LARGE} 时，你的代码（含反向）最多同时占用 {held}；"
            f"上限是 {most}，而一个 [{named}] 张量就有 {whole / 2**20:.0f} MB。"
            "autograd 为反向保存的张量也计算在内。",
            kind="memory",
        )
