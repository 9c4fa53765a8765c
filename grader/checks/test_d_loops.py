"""Is a dimension taken at once where the statement says so, and not row by row in Python?"""

from __future__ import annotations

import torch

from exercises.spec import Spec
from grader import inputs
from grader.calls import Call
from grader.case import Case
from grader.checks import check
from grader.failure import fail
from grader.inputs import cast

#: Sizes between which calls of torch are counted. A loop makes one or more for every row, though it
#: may take several at a time; halving a dimension over and over makes three times some more.
SMALL, LARGE = 8, 64


def _asked(spec: Spec) -> bool:
    return bool(spec.check("loops").axes)


def _sizes(spec: Spec, axis: str, size: int) -> dict[str, int]:
    others = {name: max(3, spec.least.get(name, 1)) for name in spec.signature.dims}
    return {**others, axis: max(size, spec.least.get(axis, 1))}


@check(
    "loops",
    "it takes a dimension at once, without a loop in Python",
    "整个维度一次算完，不用 Python 循环",
    after=("agreement",),
    applies=_asked,
)
def test_loops(case: Case) -> None:
    """Counted in the learner's process, so whoever wants to hide a loop can: what is right and
    what is wrong does not depend on it."""
    init = case.settings()[0]
    for axis in case.spec.check("loops").axes:
        calls = []
        for size in (SMALL, LARGE):
            sizes = _sizes(case.spec, axis, size)
            random = inputs.generator(case.seed, case.spec.id, "loops", axis, size)
            values = cast(inputs.draw(case.spec, sizes, random), torch.float32)
            calls.append(Call(values, init, count=True))
        few, many = (answer.operations for answer in case.ask(*calls))
        if many - few >= LARGE - SMALL:
            fail(
                f"Your code calls torch {few} times for {axis} = {SMALL} and {many} times for "
                f"{axis} = {LARGE}: it loops over {axis} in Python. Give both sides an axis to "
                "broadcast along, or use an operation that takes the whole dimension.",
                f"{axis} = {SMALL} 时你的代码调用 torch {few} 次，{axis} = {LARGE} 时 {many} 次："
                f"它在 Python 里对 {axis} 做了循环。请借助广播，或用一次处理整个维度的运算。",
                kind="loops",
            )
