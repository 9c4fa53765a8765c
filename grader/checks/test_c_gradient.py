"""Is the gradient there, and right in every entry?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import torch

from exercises.spec import Spec
from exercises.texts import Text
from grader import inputs, tolerance
from grader.calls import Answer, Call
from grader.case import DTYPES, Case
from grader.checks import check
from grader.failure import fail, farthest, figure, require_shapes, subject, told_apart
from grader.inputs import Inputs, cast
from grader.solution import Results

Init = dict[str, Any]


def wants_gradients(spec: Spec) -> bool:
    return bool(spec.signature.wanted)


Close = Callable[[torch.Tensor, torch.Tensor], bool]

_UPSTREAM = (1.0, -2.5)


@check(
    "gradient",
    "its gradient is right in every entry",
    "每个分量的梯度都正确",
    after=("agreement",),
    applies=wants_gradients,
)
def test_gradient(case: Case) -> None:
    first, *others = case.few_settings(1 + len(case.spec.sizes))
    asked = []
    for number, values in enumerate(case.drawn("gradient", draws=1)):
        settings = [first, others[number % len(others)]] if others else [first]
        for turn, init in enumerate(settings):
            dtype, upstream = DTYPES[(turn + number) % 2], _UPSTREAM[(number // 2) % 2]
            call = case.differentiated(cast(values, dtype), init, upstream=upstream)
            asked.append((values, call, upstream))
    answers, right = case.ask_beside(
        [call for _, call, _ in asked],
        lambda: [case.expected_gradients(values, call.init) for values, call, _ in asked],
    )
    for (_, call, upstream), answer, (found, expected) in zip(asked, answers, right, strict=True):
        require_gradients(case, answer, found, expected, call, upstream=upstream)


def require_gradients(
    case: Case,
    answer: Answer,
    found: Results,
    expected: Inputs,
    call: Call,
    close: Close = tolerance.gradient_close,
    upstream: float = 1.0,
) -> None:
    """Fail unless there is a gradient for every input that needs one, right in every entry;
    ``found`` and ``expected`` are the reference's results and gradients."""
    require_shapes(answer, found, case.spec)
    for name, got in require_graph(case, answer, call, expected).items():
        if not close(got / upstream, expected[name]):
            if upstream != 1 and close(got, expected[name]):
                _fail_upstream(name, upstream)
            _fail_entry(case, name, got / upstream, expected[name])


def require_graph(case: Case, answer: Answer, call: Call, expected: Inputs) -> Inputs:
    """The gradients as float64; fail unless there is one for every input that needs one, which
    is where the ``expected`` one is not zero all over (`Answer.gradient`)."""
    found = {}
    for name in case.wanted:
        if call.arguments[name] is None:
            continue
        got = answer.gradient(name, expected[name])
        if got is None:
            said = _whole(case.spec)
            fail(
                f"{said.en[:1].upper()}{said.en[1:]} has no gradient with respect to {name}: "
                "somewhere the graph is cut "
                "(.detach(), .data, .item(), no_grad, or a rebuilt tensor).",
                f"{said.zh}对 {name} 没有梯度：计算图在某处被切断了"
                "（.detach()、.data、.item()、no_grad 或重新构造了张量）。",
                kind="graph-cut",
            )
        if got.shape != call.arguments[name].shape:
            fail(f"The gradient of {name} has the wrong shape.", f"{name} 的梯度形状不对。")
        found[name] = got.to(torch.float64)
    return found


def _whole(spec: Spec) -> Text:
    """What the gradient is of: the loss, or all results together."""
    return subject(spec) if len(spec.signature.returns) == 1 else Text("the result", "结果")


def _fail_upstream(name: str, upstream: float) -> NoReturn:
    fail(
        f"With {figure(upstream)} flowing back into the result the gradient of {name} stays as it "
        "is for 1; it must be multiplied by it.",
        f"从结果回传 {figure(upstream)} 时，{name} 的梯度仍与回传 1 时相同；应当乘上它。",
        kind="upstream-ignored",
    )


def _fail_entry(case: Case, name: str, got: torch.Tensor, expected: torch.Tensor) -> NoReturn:
    place = farthest(got, expected)
    where = f"{name}[{', '.join(map(str, place))}]"
    want, have = told_apart(float(expected[place]), float(got[place]))
    if case.spec.signature.scalar:
        fail(
            f"The value is right but the gradient is not: d loss / d {where} should be {want}, "
            f"yours is {have}.",
            f"数值正确但梯度不对：对 {where} 的偏导应为 {want}，你的是 {have}。",
        )
    fail(
        "The value is right but the gradient is not: with a gradient flowing back into every "
        f"entry, that of {where} should be {want}, yours is {have}.",
        f"数值正确但梯度不对：给每个分量回传梯度时，{where} 处应为 {want}，你的是 {have}。",
    )


@check(
    "frozen",
    "no gradient reaches what is promised to have none",
    "梯度没有传到约定不求梯度的输入",
    after=("agreement",),
    applies=lambda spec: any(a.gradient == "none" for a in spec.signature.arguments),
)
def test_frozen(case: Case) -> None:
    frozen = tuple(a.name for a in case.spec.signature.arguments if a.gradient == "none")
    asked, calls = [], []
    for values in case.drawn("frozen", draws=1):
        asked.append(tuple(name for name in frozen if values[name] is not None))
        call = case.differentiated(cast(values, torch.float32), case.settings()[0])
        calls.append(dataclasses.replace(call, gradient=(*case.wanted, *asked[-1])))
    for names, answer in zip(asked, case.ask(*calls), strict=True):
        for name in names:
            got = answer.gradients.get(name)
            if got is not None and bool((got != 0).any()):
                fail(
                    f"A gradient reaches {name}, which is promised to have none: it is a constant "
                    "of the loss, and training would move what made it.",
                    f"梯度传到了 {name}，而约定它不求梯度：对损失来说它是常数，"
                    "否则训练会改动产生它的那部分。",
                    kind="not-detached",
                )


def _has_floats(spec: Spec) -> bool:
    arguments = [a for a in spec.signature.arguments if a.dtype == "float" and not a.listed]
    return bool(arguments) and any(r.dtype == "float" for r in spec.signature.returns)


@check(
    "precision",
    "float64 inputs are computed in float64",
    "float64 输入全程以 float64 计算",
    after=("agreement", "gradient"),
    applies=_has_floats,
)
def test_precision(case: Case) -> None:
    """A step far below float32's resolution, of an input or of a parameter, must move the loss as
    it moves the reference."""
    random = inputs.generator(case.seed, case.spec.id, "precision")
    # the largest: with one class, or one sample, there may be no slope at all to see a step by
    values = inputs.draw(case.spec, case.roomy()[-1], random)
    init = case.settings()[0]
    step = tolerance.QUOTIENT_STEP
    moved_by = case.wanted or _differentiable(case, values)
    _, gradients = case.expected_gradients(values, init, moved_by)
    asked = []
    for name in moved_by:
        keep = None if case.wanted else _KEPT.get(case.spec.signature.argument(name).kind)
        gradient = gradients[name]
        if keep is not None:
            gradient = gradient - gradient.mean(dim=-1, keepdim=True)
        direction = gradient.sign()
        # drawn in float32, probabilities sum to 1 up to a step that is larger than this one
        base = values if keep is None else {**values, name: keep(values[name])}
        there = base[name] + step * direction
        moved = Call({**base, name: there if keep is None else keep(there)}, init)
        # Between values and not by the gradient: what is a constant for the gradient moves with
        # the input, what has to stay what it is promised to be moves as a whole, and near a corner
        # (a root of almost 0) the slope changes within the step.
        before_it, after_it = (case.total(case.expected(v, init)) for v in (base, moved.arguments))
        slope = (after_it - before_it) / step
        if abs(slope) <= LEAST_SLOPE * (1 + abs(before_it)):
            continue
        asked.append((name, slope, Call(base, init), moved))
    asked += [
        (name, slope, Call(values, here, wide=True), Call(values, there, wide=True))
        for name, here, there, slope in _moved_parameters(case, values, step)
    ]
    answers = case.ask(*(call for *_, before, after in asked for call in (before, after)))
    for (name, slope, *_), before, after in zip(asked, answers[::2], answers[1::2], strict=True):
        quotient = (case.total(after.values) - case.total(before.values)) / step
        if abs(quotient - slope) <= tolerance.QUOTIENT_RELATIVE * abs(slope):
            continue
        if name in moved_by:
            fail(
                "With float64 inputs a very small step is lost on the way: somewhere the "
                "computation drops to a narrower dtype.",
                "输入为 float64 时，极小的变化在途中丢失了：计算在某处降到了更低的精度。",
            )
        fail(
            f"With float64 inputs a very small change of {name} is lost: it is kept in a narrower "
            "dtype. Keep it as a Python number, or as a tensor of the dtype of the inputs.",
            f"输入为 float64 时，{name} 的极小变化丢失了：它是以更低的精度保存的。"
            "请直接保存 Python 数值，或用与输入相同的 dtype 建张量。",
        )


#: How an argument that is moved becomes again what is promised of it.
_KEPT: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "probabilities": lambda value: value / value.sum(dim=-1, keepdim=True),
    "log-probabilities": lambda value: value - value.logsumexp(dim=-1, keepdim=True),
    "unit-vectors": lambda value: value / value.norm(dim=-1, keepdim=True),
}


def _differentiable(case: Case, values: Inputs) -> tuple[str, ...]:
    """Where no gradient is asked for: the float arguments on which the reference depends."""
    names = tuple(
        a.name
        for a in case.spec.signature.arguments
        if a.dtype == "float"
        and not a.listed
        and values[a.name] is not None
        and a.kind not in ("one-hot", "binary", "signs")
    )
    _, gradients = case.expected_gradients(values, case.settings()[0], names)
    return tuple(
        name
        for name in names
        if bool(torch.isfinite(gradients[name]).all())
        and float(gradients[name].abs().sum()) > LEAST_SLOPE
    )


def _moved_parameters(
    case: Case, values: Inputs, step: float
) -> Iterator[tuple[str, Init, Init, float]]:
    """Every float parameter of the constructor with two values of it a step apart, both within
    its range, and the slope of the loss between them; in the setting where that is steepest."""
    for parameter in case.spec.signature.init:
        if parameter.dtype != "float":
            continue
        numbers = [float(v) for v in parameter.values if isinstance(v, int | float)]
        inside = [s for s in case.settings() if float(s[parameter.name]) not in
                  (min(numbers), max(numbers))] or case.settings()  # fmt: skip
        found: tuple[float, Init, Init] | None = None
        for init in inside:
            moved = {**init, parameter.name: float(init[parameter.name]) + step}
            change = case.total(case.expected(values, moved))
            slope = (change - case.total(case.expected(values, init))) / step
            if found is None or abs(slope) > abs(found[0]):
                found = slope, init, moved
        if found is not None and abs(found[0]) > LEAST_SLOPE:
            slope, init, moved = found
            yield parameter.name, init, moved, slope


#: Below it the quotient drowns in the rounding of float64.
LEAST_SLOPE = 1e-5
