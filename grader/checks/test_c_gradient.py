"""Is the gradient there, and right in every entry?"""

from __future__ import annotations

import torch

from grader import inputs, tolerance
from grader.case import DTYPES, Case, fail, figure
from grader.checks import check
from grader.inputs import Inputs, cast
from grader.proxy import Answer, Call

_UPSTREAM = (1.0, -2.5)


@check(
    "gradient",
    "its gradient is right in every entry",
    "每个分量的梯度都正确",
    after=("agreement",),
)
def test_gradient(case: Case) -> None:
    for init in case.few_settings(2):
        asked = []
        for number, values in enumerate(case.drawn("gradient", draws=1)):
            dtype, upstream = DTYPES[number % 2], _UPSTREAM[(number // 2) % 2]
            call = Call(cast(values, dtype), init, gradient=case.wanted, upstream=upstream)
            asked.append((values, call))
        answers = case.ask(*(call for _, call in asked))
        for (values, call), answer in zip(asked, answers, strict=True):
            _, expected = case.expected_gradients(values, init)
            require_gradients(case, answer, expected, call)


def require_gradients(case: Case, answer: Answer, expected: Inputs, call: Call) -> None:
    case.scalar(answer)
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
        if got.shape != expected[name].shape:
            fail(f"The gradient of {name} has the wrong shape.", f"{name} 的梯度形状不对。")
        _require_entries(name, got.to(torch.float64) / call.upstream, expected[name])


def _require_entries(name: str, got: torch.Tensor, expected: torch.Tensor) -> None:
    if tolerance.gradient_close(got, expected):
        return
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
    """A step far below float32's resolution must move the loss by gradient times step."""
    init = case.settings()[0]
    random = inputs.generator(case.seed, case.spec.id, "precision")
    values = inputs.draw(case.spec, case.spec.shapes[-1], random)
    _, gradients = case.expected_gradients(values, init)
    for name in case.wanted:
        direction = gradients[name].sign()
        step = tolerance.QUOTIENT_STEP
        moved = {**values, name: values[name] + step * direction}
        before, after = case.ask(Call(values, init), Call(moved, init))
        quotient = float((case.scalar(after) - case.scalar(before)).sum()) / step
        expected = float((gradients[name] * direction).sum())
        if abs(quotient - expected) > tolerance.QUOTIENT_RELATIVE * abs(expected):
            fail(
                "With float64 inputs a very small step is lost on the way: somewhere the "
                "computation drops to a narrower dtype.",
                "输入为 float64 时，极小的变化在途中丢失了：计算在某处降到了更低的精度。",
            )
