"""Where code that holds too much holds it: the learner's line that makes the one large tensor, or
whose pieces autograd keeps until they are as large."""

from __future__ import annotations

import math
from collections import Counter

import torch

from exercises.texts import Text
from grader import inputs
from grader.candidate.extents import SAVED
from grader.case import Case
from grader.checks.test_d_memory import OTHERS
from grader.explain.events import Seen, seen
from grader.explain.ideas import Named

#: The size of each dimension of the tensor that may not be made: large enough that nothing else is
#: as large, and a call takes no time.
_SIZE = 256
#: As much of it, in pieces that are kept, is as bad.
_KEPT = 0.5


def located(case: Case) -> Named | None:
    """The line; None where neither is seen."""
    axes = case.spec.check("memory").axes
    dims = dict.fromkeys(case.spec.signature.dims, OTHERS) | dict.fromkeys(axes, _SIZE)
    random = inputs.generator(case.seed, case.spec.id, "holds", *dims.values())
    values = inputs.cast(inputs.draw(case.spec, dims, random), torch.float32)
    whole = math.prod(dims[axis] for axis in axes)
    events = seen(case, case.differentiated(values, _piecewise(case)))
    named = f"[{', '.join(axes)}]"
    made = next((e for e in events if e.name != SAVED and e.extent.size >= whole), None)
    if made is not None:
        return Named("holds-it-whole", Text(
            f"On line {made.line} {made.shown} makes a tensor with as many entries as {named}: "
            "that is the one that may not be made.",
            f"第 {made.line} 行的 {made.shown} 造出了一个元素个数与 {named} 相同的张量："
            "不能造的正是它。",
        ))  # fmt: skip
    return _in_pieces(events, whole, named)


def _piecewise(case: Case) -> dict[str, object]:
    """The setting in which pieces are smallest."""
    whole = [p.name for p in case.spec.signature.init if p.dtype == "int"]
    return min(case.settings(), key=lambda init: [init[name] for name in whole])


def _in_pieces(events: list[Seen], whole: int, named: str) -> Named | None:
    kept: Counter[int] = Counter()
    for event in events:
        if event.name == SAVED:
            kept[event.line] += int(event.extent.size)
    if not kept:
        return None
    line, entries = kept.most_common(1)[0]
    if entries < _KEPT * whole:
        return None
    return Named("kept-in-pieces", Text(
        f"No tensor is as large as {named}, but autograd keeps what line {line} makes, turn after "
        "turn, until the backward pass: together that is as large. Only a backward of your own, or "
        "a checkpoint, lets each piece go.",
        f"没有哪个张量和 {named} 一样大，但第 {line} 行每一轮算出的东西都被 autograd 留到反向传播，"
        "加起来就有那么大。只有自己写 backward，或用 checkpoint，才能放掉每一块。",
    ))  # fmt: skip
