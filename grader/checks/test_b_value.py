"""Is the value right: on the published figures, on fresh inputs, with other parameters?"""

from __future__ import annotations

import itertools

import torch

from exercises.spec import Spec
from grader import inputs
from grader.case import DTYPES, Case, CheckFailed, compare, fail, figure
from grader.checks import check
from grader.inputs import cast
from grader.proxy import Call


@check(
    "figures",
    "it reproduces the published figure",
    "能复现文档中的数值",
    after=("result",),
)
def test_figures(case: Case) -> None:
    for example in case.spec.examples:
        values = {n: torch.tensor(v, dtype=torch.float32) for n, v in example.inputs.items()}
        (answer,) = case.ask(Call(values, dict(example.init)))
        got = case.scalar(answer)
        expected = torch.tensor(example.gives, dtype=torch.float64)
        try:
            compare(got, expected, values)
        except CheckFailed:
            if got.numel() != 1:
                raise
            want, have = figure(float(expected)), figure(float(got))
            fail(
                f"On the document's example the loss is {want}, yours is {have}.",
                f"在文档的例子上，损失是 {want}，你的结果是 {have}。",
            )


@check(
    "agreement",
    "it agrees with PyTorch and the reference on fresh inputs",
    "在新的随机输入上与 PyTorch 和参考实现一致",
    after=("figures",),
)
def test_agreement(case: Case) -> None:
    init = case.settings()[0]
    asked = [
        (values, Call(cast(values, dtype), init))
        for values in case.drawn("agreement")
        for dtype in DTYPES
    ]
    answers = case.ask(*(call for _, call in asked))
    for (values, _), answer in zip(asked, answers, strict=True):
        compare(case.scalar(answer), case.expected(values, init), values)


@check(
    "parameters",
    "it honours its constructor arguments",
    "构造参数真正起作用",
    after=("agreement",),
    applies=lambda spec: bool(spec.signature.init),
)
def test_parameters(case: Case) -> None:
    """Every combination of the values of every parameter, its ends among them, in one question."""
    asked = []
    sizes = itertools.cycle(case.roomy())
    for number, init in enumerate(case.settings()[1:]):
        random = inputs.generator(case.seed, case.spec.id, "parameters", number)
        for dtype in DTYPES:
            values = inputs.draw(case.spec, next(sizes), random)
            asked.append((values, Call(cast(values, dtype), init)))
    answers = case.ask(*(call for _, call in asked))
    for (values, call), answer in zip(asked, answers, strict=True):
        try:
            compare(case.scalar(answer), case.expected(values, call.init), values)
        except CheckFailed as failure:
            said = ", ".join(f"{n}={v}" for n, v in call.init.items())
            fail(f"With {said}: {failure.en}", f"{said} 时：{failure.zh}", **failure.facts)


def _one_dimensional(spec: Spec) -> bool:
    return all(len(a.shape) == 1 for a in spec.signature.arguments)


_SHAPES = ((3, 4), (2, 3, 2))


@check(
    "any-shape",
    "on inputs with more dimensions it is never silently wrong",
    "对更高维的输入不会悄悄给出错误的数",
    after=("agreement",),
    applies=_one_dimensional,
)
def test_any_shape(case: Case) -> None:
    """One dimension is promised, so not supporting more is allowed; a wrong number is not."""
    for number, shape in enumerate(_SHAPES):
        random = inputs.generator(case.seed, case.spec.id, "any-shape", number)
        values = inputs.draw_shape(case.spec, shape, random)
        (answer,) = case.candidate.ask(Call(cast(values, torch.float32), case.settings()[0]))
        if answer.status == "tensor" and answer.shape == [] and answer.value is not None:
            expected = case.expected(values, case.settings()[0])
            compare(answer.value.to(torch.float64), expected, values)


@check(
    "more-shapes",
    "it also takes inputs with more dimensions, as PyTorch's does",
    "也支持更高维的输入（与 PyTorch 相同）",
    after=("any-shape",),
    level="edge",
    applies=_one_dimensional,
)
def test_more_shapes(case: Case) -> None:
    for number, shape in enumerate(_SHAPES):
        random = inputs.generator(case.seed, case.spec.id, "any-shape", number)
        values = inputs.draw_shape(case.spec, shape, random)
        (answer,) = case.ask(Call(cast(values, torch.float32), case.settings()[0]))
        compare(case.scalar(answer), case.expected(values, case.settings()[0]), values)
