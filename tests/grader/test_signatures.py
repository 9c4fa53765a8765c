"""Whatever a signature can say is judged: exercises made up here, right and wrong answers to each.

The host runs in this process, with everything it says encoded and decoded as on the wire.
"""

from __future__ import annotations

import importlib
import textwrap
from pathlib import Path
from typing import Any

import pytest
import torch

from exercises.reading import parse_spec
from exercises.spec import Spec
from exercises.stub import stub_source
from grader import checks
from grader.checks import CheckInfo
from grader.failure import CheckFailed
from tests.grader.in_process import case_of

_SPEC = """
id: made-up
family: made-up
track: tests
level: 1
title: Made up
source: {{document: here, section: "1"}}
write: {write}
given:
{given}
sizes: {sizes}
text: {{task: Write it.}}
examples:
  - {{name: first, {example}}}
steps: {{}}
hints: [{{en: Like this., reveals: true}}]
par_minutes: 1
{more}
"""


def made_up(write: str, given: str, sizes: str, example: str, more: str = "") -> Spec:
    text = _SPEC.format(
        write=write, given=textwrap.indent(textwrap.dedent(given).strip(), "  "), sizes=sizes,
        example=example, more=more,
    )  # fmt: skip
    return parse_spec(text.encode(), Path("tests/made-up.yaml"))


def infos() -> list[tuple[CheckInfo, Any]]:
    names = sorted(path.stem for path in Path(checks.__file__).parent.glob("test_*.py"))
    modules = [importlib.import_module(f"grader.checks.{name}") for name in names]
    found = [each for module in modules for each in vars(module).values()]
    return [(each.check_info, each) for each in found if hasattr(each, "check_info")]


def failed(spec: Spec, reference: Any, source: str, seed: int = 0) -> list[str]:
    """The core checks that do not hold, as the judge would run them."""
    case = case_of(spec, reference, source, seed)
    wrong: list[str] = []
    for info, run in infos():
        level = spec.check(info.id).level or info.level
        applies = info.applies is None or info.applies(spec)
        applies = applies and (info.promised is None or info.promised(case))
        if level != "core" or not applies or any(needed in wrong for needed in info.after):
            continue
        try:
            run(case)
        except CheckFailed:
            wrong.append(info.id)
    return wrong


SOFTMAX = made_up(
    "def my_softmax(x, dim=-1) -> [N, C]",
    """
    x: logits [N, C], gradient wanted
    dim: {is: "whole in [-1, 0]", en: the axis}
    """,
    "[{N: 1, C: 3}, {N: 3, C: 3}, {N: 4, C: 1}, {N: 2, C: 5}]",
    "x: [[0.0, 0.0]], dim: -1, gives: [[0.5, 0.5]]",
)
HINGE = made_up(
    "def my_hinge(scores, signs, *, margin=1.0) -> scalar",
    """
    scores: values [N], gradient wanted
    signs: signs [N]
    margin: {is: "number in [1.0, 0.5]", en: the margin}
    """,
    "[{N: 1}, {N: 4}, {N: 7}]",
    "scores: [0.5, -2.0], signs: [1.0, 1.0], margin: 1.0, gives: 1.75",
)
COUNTS = made_up(
    "def returns(rewards, mask) -> togo [B, T], steps int [B], any bool [B]",
    """
    rewards: values [B, T]
    mask: mask [B, T]
    """,
    "[{B: 1, T: 3}, {B: 3, T: 3}, {B: 2, T: 1}, {B: 2, T: 4}]",
    "rewards: [[1.0, 2.0]], mask: [[true, false]], "
    "gives: {togo: [[1.0, 0.0]], steps: [1], any: [true]}",
)
NLL = made_up(
    "def my_nll(log_probs, ids, weight=None) -> [N]",
    """
    log_probs: log-probabilities [N, C], gradient wanted
    ids: class-ids of C [N]
    weight: positive [C] or none
    """,
    "[{N: 1, C: 3}, {N: 3, C: 3}, {N: 4, C: 1}, {N: 5, C: 2}]",
    "log_probs: [[-0.6931472, -0.6931472]], ids: [1], weight: null, gives: [0.6931472]",
)
DISTIL = made_up(
    "class Distil(student, teacher) -> scalar",
    """
    student: logits [N, C], gradient wanted
    teacher: logits [N, C], gradient none
    """,
    "[{N: 1, C: 3}, {N: 3, C: 3}, {N: 4, C: 1}, {N: 5, C: 2}]",
    "student: [[0.0, 0.0]], teacher: [[0.0, 0.0]], gives: 0.6931472",
)
TEACHER = made_up(
    "class Match(student, teacher, x) -> scalar",
    """
    student: network [D] -> [C] over H, gradient wanted
    teacher: network [D] -> [C] over H, gradient none
    x: values [N, D]
    """,
    "[{N: 1, C: 2, D: 3, H: 4}, {N: 4, C: 2, D: 2, H: 3}, {N: 2, C: 3, D: 1, H: 3}]",
    "student: {layer: [[0.0]], readout: [[1.0]]}, teacher: {layer: [[1.0]], readout: [[1.0]]}, "
    "x: [[0.0]], gives: 0.0",
    "checks: {stability: {level: off}}",
)
SQUARE = made_up(
    "autograd Square(x) -> [N]",
    "x: values [N], gradient wanted",
    "[{N: 1}, {N: 4}]",
    "x: [3.0], gives: [9.0]",
    "checks: {stability: {level: off}}",
)
LISTED = made_up(
    "def longest(sequences) -> [D]",
    "sequences: list of values [T, D]",
    "[{T: 1, D: 2}, {T: 3, D: 3}, {T: 4, D: 1}]",
    "sequences: [[[1.0, 2.0]], [[3.0, 4.0], [5.0, 6.0]]], gives: [9.0, 12.0]",
)

POSITIVE = made_up(
    "def positive(x) -> int [K <= N]",
    "x: values [N]",
    "[{N: 1}, {N: 4}, {N: 7}]",
    "x: [3.0, -1.0, 2.0], gives: [0, 2]",
)

PAIRS = made_up(
    "def apart(x) -> scalar",
    "x: values [N], gradient wanted",
    "[{N: 1}, {N: 4}, {N: 7}]",
    "x: [3.0, -1.0], gives: 8.0",
    "checks: {stability: {level: off}}",
)

WEIGHTED = made_up(
    "def weighted(x) -> scalar",
    "x: values [N], gradient wanted",
    "[{N: 1}, {N: 4}, {N: 7}]",
    "x: [3.0, -1.0], gives: 10.0",
    "stop_gradient: true",
)


def right_softmax(x, dim=-1):
    return x.softmax(dim)


def right_hinge(scores, signs, *, margin=1.0):
    return (margin - signs * scores).clamp(min=0).mean()


def right_counts(rewards, mask):
    rewards = torch.where(mask, rewards, 0.0)
    return rewards.flip(1).cumsum(1).flip(1), mask.sum(1), mask.any(1)


def right_nll(log_probs, ids, weight=None):
    picked = -log_probs.gather(1, ids[:, None])[:, 0]
    return picked if weight is None else picked * weight[ids]


def right_distil(student, teacher):
    return -(teacher.detach().softmax(1) * student.log_softmax(1)).sum(1).mean()


def right_teacher(student, teacher, x):
    weights = {"w": teacher.layer.T, "v": teacher.readout.T}
    wanted = torch.tanh(x @ weights["w"]) @ weights["v"]
    return (student(x) - wanted.detach()).square().mean()


def right_square(x):
    return x * x


def right_longest(sequences):
    return sum(sequence.sum(0) for sequence in sequences)


def right_positive(x):
    return (x > 0).nonzero()[:, 0]


def right_apart(x):
    return (x[:, None] - x).square().mean()


def right_weighted(x):
    return (x.detach() * x).sum()


_HEAD = "import torch\nimport torch.nn as nn\n"
_NLL = (
    _HEAD
    + """
def my_nll(log_probs, ids, weight=None):
    picked = -log_probs[torch.arange(len(ids)), ids]
    return picked if weight is None else {weighted}
"""
)
_DISTIL = (
    _HEAD
    + """
class Distil(nn.Module):
    def forward(self, student, teacher):
        p = torch.softmax({teacher}, dim=1)
        return -(p * torch.log_softmax(student, dim=1)).sum(dim=1).mean()
"""
)
_TEACHER = (
    _HEAD
    + """
class Match(nn.Module):
    def forward(self, student, teacher, x):
        {before}
        return (student(x) - {wanted}).square().mean()
"""
)
_SQUARE = (
    _HEAD
    + """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return {backward}
"""
)
_COUNTS = (
    _HEAD
    + """
def returns(rewards, mask):
    kept = rewards * mask
    togo = torch.stack([kept[:, t:].sum(1) for t in range(kept.shape[1])], dim=1)
    return {result}
"""
)
RIGHT = {
    "softmax": (SOFTMAX, right_softmax, _HEAD + """
def my_softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
"""),
    "hinge": (HINGE, right_hinge, _HEAD + """
def my_hinge(scores, signs, *, margin=1.0):
    return torch.relu(margin - signs * scores).mean()
"""),
    "counts": (
        COUNTS, right_counts, _COUNTS.format(result="togo, mask.long().sum(1), mask.any(1)")
    ),
    "counts in a list": (
        COUNTS, right_counts, _COUNTS.format(result="[togo, mask.int().sum(1), mask.any(dim=1)]")
    ),
    "nll": (NLL, right_nll, _NLL.format(weighted="picked * weight[ids]")),
    "distil": (DISTIL, right_distil, _DISTIL.format(teacher="teacher.detach()")),
    "a teacher that takes no gradient any more": (
        DISTIL, right_distil, _DISTIL.format(teacher="teacher.requires_grad_(False)")
    ),
    "a network that is only asked": (
        TEACHER, right_teacher,
        _TEACHER.format(before="assert isinstance(teacher, nn.Module)",
                        wanted="teacher(x).detach()"),
    ),
    "a network that is frozen": (
        TEACHER, right_teacher,
        _TEACHER.format(before="for p in teacher.parameters(): p.requires_grad_(False)",
                        wanted="teacher.eval()(x)"),
    ),
    "square": (SQUARE, right_square, _SQUARE.format(backward="2 * x * grad")),
    "square with an autograd function inside": (
        SQUARE, right_square,
        _SQUARE.replace("class Square", """class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x

    @staticmethod
    def backward(ctx, grad):
        return 2 * grad


class Square""").format(backward="Double.apply(x) * grad"),
    ),
    "listed": (LISTED, right_longest, _HEAD + """
def longest(sequences):
    return torch.cat(sequences).sum(dim=0)
"""),
    "a weight that is a constant": (WEIGHTED, right_weighted, _HEAD + """
def weighted(x):
    with torch.no_grad():
        weight = x.clone()
    return weight @ x
"""),
    "every pair by itself, which would take a minute of a thousand rows": (
        PAIRS, right_apart, _HEAD + """
def apart(x):
    total = 0
    for one in x:
        for other in x:
            total = total + (one - other) ** 2
    return total / len(x) ** 2
"""),
    "softmax of one class, which is a constant": (SOFTMAX, right_softmax, _HEAD + """
def my_softmax(x, dim=-1):
    return x.softmax(dim) if x.shape[dim] > 1 else torch.ones_like(x)
"""),
    "as many as there are": (POSITIVE, right_positive, _HEAD + """
def positive(x):
    return torch.tensor([n for n, value in enumerate(x.tolist()) if value > 0], dtype=torch.int64)
"""),
}  # fmt: skip
WRONG = {
    "softmax without its axis": (
        SOFTMAX, right_softmax,
        _HEAD + "def my_softmax(x, dim=-1):\n    return torch.exp(x - x.logsumexp(-1, True))\n",
        "parameters",
    ),
    "a network that is trained by mistake": (
        TEACHER, right_teacher, _TEACHER.format(before="", wanted="teacher(x)"), "frozen"
    ),
    "a network that is not trained": (
        TEACHER, right_teacher,
        _TEACHER.format(before="for p in student.parameters(): p.requires_grad_(False)",
                        wanted="teacher(x).detach()"),
        "gradient",
    ),
    "a network's weights changed": (
        TEACHER, right_teacher,
        _TEACHER.format(before="teacher.layer.data.mul_(0.999)", wanted="teacher(x).detach()"),
        "agreement",
    ),
    "networks exchanged": (
        TEACHER, right_teacher,
        _TEACHER.format(before="student, teacher = teacher, student",
                        wanted="teacher(x).detach()"),
        "gradient",
    ),
    "vectors that are short taken for longer": (
        PAIRS, right_apart,
        _HEAD + "def apart(x):\n    d = x[:, None] - x\n"
        "    return (d.square() * (d.abs() > 0.05)).mean()\n",
        "reach",
    ),
    "softmax that overflows": (
        SOFTMAX, right_softmax,
        _HEAD + "def my_softmax(x, dim=-1):\n    e = x.exp()\n    return e / e.sum(dim, True)\n",
        "stability",
    ),
    "softmax cut off": (
        SOFTMAX, right_softmax,
        _HEAD + "def my_softmax(x, dim=-1):\n    return x.detach().softmax(dim)\n",
        "gradient",
    ),
    "hinge of a fixed margin": (
        HINGE, right_hinge,
        _HEAD + "def my_hinge(scores, signs, *, margin=1.0):\n"
        "    return torch.relu(1 - signs * scores).mean()\n",
        "parameters",
    ),
    "a loss without a graph where its gradient is zero": (
        PAIRS, right_apart,
        _HEAD + "def apart(x):\n    if len(x) == 1:\n        return x.new_zeros(())\n"
        "    return (x[:, None] - x).square().mean()\n",
        "gradient",
    ),
    "hinge by place": (
        HINGE, right_hinge,
        _HEAD + "def my_hinge(scores, signs):\n    return torch.relu(1 - signs * scores).mean()\n",
        "signature",
    ),
    "counts in another order": (
        COUNTS, right_counts, _COUNTS.format(result="mask.sum(1), togo, mask.any(1)"), "result"
    ),
    "counts alone": (COUNTS, right_counts, _COUNTS.format(result="togo"), "result"),
    "counts as floats": (
        COUNTS, right_counts, _COUNTS.format(result="togo, mask.float().sum(1), mask.any(1)"),
        "result",
    ),
    "counts off by one": (
        COUNTS, right_counts, _COUNTS.format(result="togo, mask[:, 1:].sum(1), mask.any(1)"),
        "figures",
    ),
    "nll without its weight": (NLL, right_nll, _NLL.format(weighted="picked"), "agreement"),
    "nll reduced": (
        NLL, right_nll,
        _NLL.replace("return picked", "return picked.sum()").format(weighted="picked"),
        "figures",
    ),
    "distil through the teacher": (
        DISTIL, right_distil, _DISTIL.format(teacher="teacher"), "frozen"
    ),
    "square with half a gradient": (
        SQUARE, right_square, _SQUARE.format(backward="x * grad"), "gradient"
    ),
    "square by autograd": (
        SQUARE, right_square,
        _SQUARE.replace("(x,) = ctx.saved_tensors", """(x,) = ctx.saved_tensors
        with torch.enable_grad():
            y = x.detach().requires_grad_()
            z = y * y""").format(backward="torch.autograd.grad(z.sum(), y)[0] * grad"),
        "gradient",
    ),
    "square by autograd in its forward": (
        SQUARE, right_square,
        _SQUARE.replace("ctx.save_for_backward(x)", """ctx.save_for_backward(x)
        with torch.enable_grad():
            y = x.detach().requires_grad_()
            (y * y).sum().backward()""").format(backward="2 * x * grad"),
        "builtin",
    ),
    "square by torch.func.grad": (
        SQUARE, right_square,
        _SQUARE.format(backward="torch.func.grad(lambda v: (v * v).sum())(x) * grad"), "gradient",
    ),
    "square by torch.func.vjp": (
        SQUARE, right_square,
        _SQUARE.format(backward="torch.func.vjp(lambda v: v * v, x)[1](grad)[0]"), "gradient",
    ),
    "square by torch.func.jvp": (
        SQUARE, right_square,
        _SQUARE.format(backward="torch.func.jvp(lambda v: v * v, (x,), (grad,))[1]"), "gradient",
    ),
    "square by jacrev": (
        SQUARE, right_square,
        _SQUARE.format(backward="grad @ torch.func.jacrev(lambda v: v * v)(x)"), "gradient",
    ),
    "square by dual numbers": (
        SQUARE, right_square,
        _SQUARE.replace("(x,) = ctx.saved_tensors", """(x,) = ctx.saved_tensors
        import torch.autograd.forward_ad as fwad
        with fwad.dual_level():
            d = fwad.make_dual(x, grad)
            t = fwad.unpack_dual(d * d).tangent""").format(backward="t"), "gradient",
    ),
    "square by the jacobian": (
        SQUARE, right_square,
        _SQUARE.format(
            backward="grad @ torch.autograd.functional.jacobian(lambda v: v * v, x)"
        ), "gradient",
    ),
    "square that forgets what flows in": (
        SQUARE, right_square, _SQUARE.format(backward="2 * x"), "gradient"
    ),
    "listed, the first alone": (
        LISTED, right_longest,
        _HEAD + "def longest(sequences):\n    return sequences[0].sum(dim=0)\n", "figures",
    ),
    "a weight that is no constant": (
        WEIGHTED, right_weighted, _HEAD + "def weighted(x):\n    return x @ x\n", "gradient",
    ),
    "a weight in float32": (
        WEIGHTED, right_weighted,
        _HEAD + "def weighted(x):\n    return (x.detach().float().to(x.dtype) * x).sum()\n",
        "precision",
    ),
    "one too many": (
        POSITIVE, right_positive,
        _HEAD + "def positive(x):\n    return torch.arange(len(x) + 1)\n", "result",
    ),
    "in another order": (
        POSITIVE, right_positive,
        _HEAD + "def positive(x):\n    return (x > 0).nonzero()[:, 0].flip(0)\n", "figures",
    ),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_passes(name, seed):
    assert failed(*RIGHT[name], seed=seed) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_fails_where_it_is_wrong(name, seed):
    *about, check = WRONG[name]
    found = failed(*about, seed=seed)
    assert found
    assert check in found


@pytest.mark.parametrize("name", RIGHT)
def test_its_stub_is_not_written_yet(name):
    spec, reference, _ = RIGHT[name]
    for lang in ("en", "zh"):
        found = failed(spec, reference, stub_source(spec, lang))
        assert found
        assert "loads" not in found
        assert "signature" not in found
