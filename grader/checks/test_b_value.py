"""Is the value right: on the published figures, on fresh inputs, with other parameters?"""

from __future__ import annotations

import itertools

import torch

from grader import inputs
from grader.calls import Call
from grader.case import DTYPES, Case
from grader.checks import check
from grader.failure import CheckFailed, compare, fail, require_shapes, subject, told_apart
from grader.inputs import cast


@check(
    "figures",
    "it reproduces the published figure",
    "能复现文档中的数值",
    after=("result",),
)
def test_figures(case: Case) -> None:
    for example in case.spec.examples:
        values = inputs.written(case.spec, example)
        (answer,) = case.ask(Call(values, dict(example.init)))
        require_shapes(answer, case.expected(values, dict(example.init)), case.spec)
        printed = inputs.figures(case.spec, example)
        for place, (got, expected) in enumerate(zip(answer.values, printed, strict=True)):
            called = subject(case.spec, place)
            try:
                compare(got, expected, values, called)
            except CheckFailed as failure:
                if got.numel() != 1:
                    en, zh = f"On the worked example: {failure.en}", f"在算例上：{failure.zh}"
                    fail(en, zh, **failure.facts)
                want, have = told_apart(float(expected), float(got))
                fail(
                    f"On the worked example {called.en} is {want}, yours is {have}.",
                    f"在算例上，{called.zh}是 {want}，你的结果是 {have}。",
                )


@check(
    "agreement",
    "it agrees with PyTorch and the reference on fresh inputs",
    "在新的随机输入上与 PyTorch 和参考实现一致",
    after=("figures",),
)
def test_agreement(case: Case) -> None:
    init = case.settings()[0]
    drawn = list(case.drawn("agreement"))
    dtypes = [DTYPES if inputs.floats(values) else DTYPES[:1] for values in drawn]
    asked = [
        (number, Call(cast(values, dtype), init))
        for number, values in enumerate(drawn)
        for dtype in dtypes[number]
    ]
    answers, expected = case.ask_beside(
        [call for _, call in asked], lambda: [case.expected(values, init) for values in drawn]
    )
    for (number, _), answer in zip(asked, answers, strict=True):
        case.require_results(answer, expected[number], drawn[number])


@check(
    "parameters",
    "it honours its plain arguments",
    "普通参数真正起作用",
    after=("agreement",),
    applies=lambda spec: bool(spec.signature.init),
)
def test_parameters(case: Case) -> None:
    """Every combination of the values of every parameter, its ends among them, in one question."""
    asked = [
        (values, Call(cast(values, dtype), init))
        for (values, init, _), dtype in zip(case.each_setting(), itertools.cycle(DTYPES))
    ]
    answers, expected = case.ask_beside(
        [call for _, call in asked],
        lambda: [case.expected(values, call.init) for values, call in asked],
    )
    for (values, call), answer, right in zip(asked, answers, expected, strict=True):
        try:
            case.require_results(answer, right, values)
        except CheckFailed as failure:
            said = ", ".join(f"{n}={v}" for n, v in call.init.items())
            fail(f"With {said}: {failure.en}", f"{said} 时：{failure.zh}", **failure.facts)


_SHAPES = ((3, 4), (2, 3, 2))


@check(
    "any-shape",
    "on inputs with more dimensions it is never silently wrong",
    "对更高维的输入不会悄悄给出错误的数",
    after=("agreement",),
    applies=lambda spec: spec.signature.elementwise,
)
def test_any_shape(case: Case) -> None:
    """One dimension is promised, so not supporting more is allowed; a wrong number is not."""
    for number, shape in enumerate(_SHAPES):
        random = inputs.generator(case.seed, case.spec.id, "any-shape", number)
        values = inputs.draw_shape(case.spec, shape, random)
        (answer,) = case.candidate.ask(Call(cast(values, torch.float32), case.settings()[0]))
        if answer.status == "tensor" and answer.value is not None and answer.value.dim() == 0:
            case.require_right(answer, values, case.settings()[0])


@check(
    "more-shapes",
    "it also takes inputs with more dimensions, as PyTorch's does",
    "也支持更高维的输入（与 PyTorch 相同）",
    after=("any-shape",),
    level="edge",
    applies=lambda spec: spec.signature.elementwise,
)
def test_more_shapes(case: Case) -> None:
    for number, shape in enumerate(_SHAPES):
        random = inputs.generator(case.seed, case.spec.id, "any-shape", number)
        values = inputs.draw_shape(case.spec, shape, random)
        (answer,) = case.ask(Call(cast(values, torch.float32), case.settings()[0]))
        case.require_right(answer, values, case.settings()[0])
