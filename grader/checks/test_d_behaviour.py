"""Does it hold at extremes, and leave everything else as it found it?"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

import torch

from exercises.given import dims
from exercises.texts import Text
from grader import inputs, ranges, tolerance
from grader.calls import Call
from grader.case import Case
from grader.checks import check
from grader.checks.test_c_gradient import require_gradients, wants_gradients
from grader.checks.test_c_reach import has_reals
from grader.failure import CheckFailed, compare, fail, farthest, require_shapes, subject, told_apart
from grader.inputs import Inputs, cast

DEFAULT_SCALE = 1e4
#: Where a spec keeps inputs below it, they are multiplied with each other before an exponential is
#: taken, and float32 rounds the products: what comes out may be so many times less exact.
_PRODUCTS, _ROUNDED = 10.0, 16.0
#: Divided by a temperature, inputs are larger than their scale, and rounded by as much.
_DIVIDED = 4.0
#: How many times larger than a result the products may be that cancel in it.
_CANCELLING = 32.0


@dataclass(frozen=True)
class _Extreme:
    values: Inputs
    scale: float
    company: ranges.Company
    init: dict[str, Any]


def _extremes(case: Case, purpose: str) -> list[_Extreme]:
    """Inputs of every size: of the full scale twice, once of a tenth or a hundredth of it, and
    where there are two arguments of values, both as large, apart and close to each other. For
    gradients settings take turns: what is lost at one value of a parameter is not at another."""
    # values by the example's alone: heavier weights leave float32 fewer digits of a sum
    most = 4 if purpose == "extreme-gradient" else 1
    settings = itertools.cycle(case.few_settings(most))
    full = case.spec.check(purpose).scale or DEFAULT_SCALE
    found = []
    for number, sizes in enumerate(case.spec.sizes):
        wanted: list[tuple[float, ranges.Company]]
        wanted = [(full, "alone"), (full, "alone"), (full / (10, 100)[number % 2], "alone")]
        wanted += [(full, company) for company in ranges.companies(case.spec)[1:]]
        for draw, (scale, company) in enumerate(wanted):
            random = inputs.generator(case.seed, case.spec.id, purpose, number, draw)
            drawn = ranges.extreme(case.spec, sizes, scale, random, company)
            found.append(_Extreme(drawn, scale, company, next(settings)))
    return found


@check(
    "stability",
    "it is right, not inf or nan, for large inputs",
    "输入很大时仍然正确，不是 inf 或 nan",
    after=("agreement",),
    applies=has_reals,
)
def test_stability(case: Case) -> None:
    drawn = _extremes(case, "stability")
    answers, right = case.ask_beside(
        [Call(cast(one.values, torch.float32), one.init) for one in drawn],
        lambda: [case.expected(one.values, one.init) for one in drawn],
    )
    for one, answer, expected in zip(drawn, answers, right, strict=True):
        require_shapes(answer, expected, case.spec)
        for place, (got, want) in enumerate(zip(answer.values, expected, strict=True)):
            _require_stable(got, want, one, subject(case.spec, place))


def _require_stable(got: torch.Tensor, right: torch.Tensor, one: _Extreme, said: Text) -> None:
    scale = one.scale
    if not right.is_floating_point():
        compare(got, right, one.values, said)
        return
    got = got.to(torch.float64)
    at = farthest(got, right)
    want, have = told_apart(float(right[at]), float(got[at]))
    where = f" {dims(list(at))}" if right.dim() else ""
    if not bool(torch.isfinite(got[at])) and bool(torch.isfinite(right[at])):
        fail(
            f"With inputs of about ±{scale:g} {said.en}{where} is {have}; it should be {want}.",
            f"输入约为 ±{scale:g} 时，{said.zh}{where}变成 {have}；应为 {want}。",
            kind="overflows",
        )
    if one.company == "close":
        if tolerance.difference_close(got, right, scale):
            return
        fail(
            f"With inputs of about ±{scale:g} that are close to each other {said.en}{where} should "
            f"be {want}, yours is {have}: large numbers cancel, and their digits are lost.",
            f"输入约为 ±{scale:g} 且彼此接近时，{said.zh}{where}应为 {want}，你的是 {have}："
            "大数相减，有效数字丢失了。",
            kind="cancels",
        )
    # a large result is a sum of large terms: it is off by the digits of several, and of more where
    # it is larger than what it is made of: some of the products in it may cancel
    largest = float(right.abs().nan_to_num(posinf=0.0).max()) if right.numel() else 0.0
    largest *= _CANCELLING if largest > scale else 1.0
    if not tolerance.close(
        got, right, max(_ROUNDED if scale < _PRODUCTS else _DIVIDED * scale, largest)
    ):
        fail(
            f"With inputs of about ±{scale:g} {said.en}{where} should be {want}, yours is {have}: "
            "finite, but no longer right.",
            f"输入约为 ±{scale:g} 时，{said.zh}{where}应为 {want}，你的是 {have}："
            "虽然有限，但已经不对了。",
            kind="saturates",
        )


@check(
    "extreme-gradient",
    "its gradient is right for large inputs",
    "输入很大时梯度仍然正确",
    after=("stability", "gradient"),
    level="edge",
    applies=lambda spec: has_reals(spec) and wants_gradients(spec),
)
def test_extreme_gradient(case: Case) -> None:
    drawn = [one for one in _extremes(case, "extreme-gradient") if one.company == "alone"]
    calls = [case.differentiated(cast(one.values, torch.float32), one.init) for one in drawn]
    answers, right = case.ask_beside(
        calls, lambda: [case.expected_gradients(one.values, one.init) for one in drawn]
    )
    for call, answer, (found, expected) in zip(calls, answers, right, strict=True):
        for name, gradient in expected.items():
            got = answer.gradient(name, gradient)
            if got is not None and bool(torch.isfinite(got).all()):
                # exp underflows differently from one form to the next: compare on the scale of
                # the largest gradient the loss can have here, not of the one it happens to have;
                # the difference of two logits, near 2e4, is rounded by 1e-3, and so is its exp,
                # several times where it has a power
                rows = gradient.shape[0] if gradient.dim() else 1
                size = max(float(gradient.abs().max()), 1.0 / max(1, rows))
                if tolerance.close(got, gradient, scale=size * 2000):
                    continue
            try:
                require_gradients(case, answer, found, expected, call)
            except CheckFailed as failure:
                if got is not None and _is_there(got, gradient):
                    fail(failure.en, failure.zh, **{"kind": "far-off", **failure.facts})
                raise


def _is_there(got: torch.Tensor, right: torch.Tensor) -> bool:
    """Whether a wrong gradient is neither nan nor inf anywhere, nor 0 where much should be."""
    much = right.abs() > 0.01 * right.abs().max()
    return bool(torch.isfinite(got).all()) and not bool(((got == 0) & much).any())


@check(
    "repeatable",
    "the same inputs give the same answer every time",
    "相同的输入每次得到相同的结果",
    after=("agreement",),
)
def test_repeatable(case: Case) -> None:
    init = case.settings()[0]
    first, second = (
        cast(v, torch.float32) for v, _ in zip(case.drawn("again"), "ab", strict=False)
    )
    again = [Call(v, init, instance="kept") for v in (first, first, second, first)]
    fresh = [Call(first, init), Call(second, init, instance="other"), Call(first, init)]
    answers = case.ask(*again, *fresh)
    same = [answers[i].values for i in (0, 1, 3, 4, 6)]
    for other in same[1:]:
        for place, (one, two) in enumerate(zip(same[0], other, strict=True)):
            if one.shape == two.shape and not bool(((one == two) | (one != one)).all()):
                at = farthest(one, two)
                said = subject(case.spec, place)
                first_, then = told_apart(*sorted((float(one[at]), float(two[at]))))
                fail(
                    f"Called again with the same inputs, {said.en} changes: {first_}, then {then}.",
                    f"用相同的输入再次调用，{said.zh}变了：{first_} 与 {then}。",
                )
    case.require_right(answers[2], second, init)
    case.require_right(answers[0], first, init)


@check(
    "state",
    "it leaves no global setting behind",
    "不会留下被修改的全局设置",
    after=("agreement",),
)
def test_state(case: Case) -> None:
    init = case.settings()[0]
    values = cast(next(case.drawn("state")), torch.float32)
    calls = [Call(values, init), case.differentiated(values, init), Call(values, init)]
    for answer in case.ask(*(replace(call, probe=True) for call in calls)):
        if answer.left_behind:
            left = answer.left_behind[0]
            fail(
                f"Calling the loss changed {left} for the whole process.",
                f"调用损失函数后，全局设置被改变了：{left}。",
            )


@check(
    "layout",
    "it takes inputs that are not contiguous in memory",
    "支持内存不连续的输入",
    after=("agreement",),
    level="edge",
)
def test_layout(case: Case) -> None:
    init = case.settings()[0]
    values = next(case.drawn("layout"))
    (answer,) = case.ask(Call(cast(values, torch.float32), init, layout="strided"))
    case.require_right(answer, values, init)


@check("purity", "it leaves its inputs unchanged", "不会修改输入", after=("agreement",))
def test_purity(case: Case) -> None:
    """Every call of every check before this one was looked at: of all sizes, in both dtypes."""
    for name in sorted(case.candidate.changed_inputs):
        fail(
            f"Your code changes its input {name} in place; work on a new tensor.",
            f"代码原地修改了输入 {name}；请在新张量上计算。",
        )
