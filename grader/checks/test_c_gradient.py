"""Is the gradient there, and right in every entry?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import torch

from grader import inputs, tolerance
from grader.case import DTYPES, Case, fail, figure
from grader.checks import check
from grader.inputs import Inputs, cast
from grader.proxy import Answer, Call

Init = dict[str, Any]
Close = Callable[[torch.Tensor, torch.Tensor], bool]

_UPSTREAM = (1.0, -2.5)


@check(
    "gradient",
    "its gradient is right in every entry",
    "每个分量的梯度都正确",
    after=("agreement",),
)
def test_gradient(case: Case) -> None:
    first, *others = case.few_settings(1 + len(case.spec.sizes))
    asked = []
    for number, values in enumerate(case.drawn("gradient", draws=1)):
        settings = [first, others[number % len(others)]] if others else [first]
        for turn, init in enumerate(settings):
            dtype, upstream = DTYPES[(turn + number) % 2], _UPSTREAM[(number // 2) % 2]
            call = Call(cast(values, dtype), init, gradient=case.wanted, upstream=upstream)
            asked.append((values, call))
    answers = case.ask(*(call for _, call in asked))
    for (values, call), answer in zip(asked, answers, strict=True):
        _, expected = case.expected_gradients(values, call.init)
        require_gradients(case, answer, expected, call)


def require_gradients(
    case: Case,
    answer: Answer,
    expected: Inputs,
    call: Call,
    close: Close = tolerance.gradient_close,
) -> None:
    """Fail unless there is a gradient for every input that needs one, right in every entry."""
    for name, got in require_graph(case, answer, call).items():
        if not close(got, expected[name]):
            _fail_entry(name, got, expected[name])


def require_graph(case: Case, answer: Answer, call: Call) -> Inputs:
    """The gradients as float64; fail unless there is one for every input that needs one."""
    case.scalar(answer)
    found = {}
    for name in case.wanted:
        got = answer.gradients.get(name)
        if got is None:
            fail(
                f"The loss has no gradient with respect to {name}: somewhere the graph is cut "
                "(.detach(), .data, .item(), no_grad, or a rebuilt tensor).",
                f"损失对 {name} 没有梯度：计算图在某处被切断了"
                "（.detach()、.data、.item()、no_grad 或重新构造了张量）。",
                kind="graph-cut",
            )
        if got.shape != call.arguments[name].shape:
            fail(f"The gradient of {name} has the wrong shape.", f"{name} 的梯度形状不对。")
        found[name] = got.to(torch.float64) / call.upstream
    return found


def _fail_entry(name: str, got: torch.Tensor, expected: torch.Tensor) -> NoReturn:
    index = int((got - expected).abs().nan_to_num(nan=torch.inf).argmax())
    place = list(torch.unravel_index(torch.tensor(index), got.shape))
    where = f"{name}[{', '.join(str(int(i)) for i in place)}]"
    want, have = figure(float(expected.flatten()[index])), figure(float(got.flatten()[index]))
    fail(
        f"The value is right but the gradient is not: d loss / d {where} should be {want}, "
        f"yours is {have}.",
        f"数值正确但梯度不对：对 {where} 的偏导应为 {want}，你的是 {have}。",
    )


@check(
    "precision",
    "float64 inputs are computed in float64",
    "float64 输入全程以 float64 计算",
    after=("gradient",),
)
def test_precision(case: Case) -> None:
    """A step far below float32's resolution, of an input or of a parameter, must move the loss by
    slope times step."""
    random = inputs.generator(case.seed, case.spec.id, "precision")
    values = inputs.draw(case.spec, case.spec.sizes[-1], random)
    init = case.settings()[0]
    step = tolerance.QUOTIENT_STEP
    _, gradients = case.expected_gradients(values, init)
    asked = []
    for name in case.wanted:
        direction = gradients[name].sign()
        moved = Call({**values, name: values[name] + step * direction}, init)
        asked.append((name, float((gradients[name] * direction).sum()), Call(values, init), moved))
    asked += [
        (name, slope, Call(values, here), Call(values, there))
        for name, here, there, slope in _moved_parameters(case, values, step)
    ]
    answers = case.ask(*(call for *_, before, after in asked for call in (before, after)))
    for (name, slope, *_), before, after in zip(asked, answers[::2], answers[1::2], strict=True):
        quotient = float((case.scalar(after) - case.scalar(before)).sum()) / step
        if abs(quotient - slope) <= tolerance.QUOTIENT_RELATIVE * abs(slope):
            continue
        if name in case.wanted:
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
            change = case.expected(values, moved) - case.expected(values, init)
            slope = float(change.sum()) / step
            if found is None or abs(slope) > abs(found[0]):
                found = slope, init, moved
        if found is not None and abs(found[0]) > LEAST_SLOPE:
            slope, init, moved = found
            yield parameter.name, init, moved, slope


#: Below it the quotient drowns in the rounding of float64.
LEAST_SLOPE = 1e-5
