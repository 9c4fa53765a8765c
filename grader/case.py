"""What a hidden check gets to work with: the exercise, the learner's candidate, fresh inputs.

The methods here ask the candidate and turn whatever is not a usable answer into a
:class:`CheckFailed` whose sentence says what happened, so that a check reads as its claim.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NoReturn

import torch

from exercises.spec import Spec
from grader import inputs, tolerance
from grader.inputs import Inputs
from grader.proxy import Answer, Call, Candidate

DTYPES = (torch.float32, torch.float64)
_DRAWS = 3


class CheckFailed(Exception):
    """The learner's code failed a check. Says so in both languages, and points at their lines."""

    def __init__(self, en: str, zh: str, **facts: Any) -> None:
        super().__init__(en)
        self.en, self.zh, self.facts = en, zh, facts

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


def fail(en: str, zh: str, **facts: Any) -> NoReturn:
    raise CheckFailed(en, zh, **facts)


def figure(value: float) -> str:
    """A number as a person would read it in a sentence."""
    return f"{value:.6g}"


def dims_text(values: Inputs) -> str:
    first = next(iter(values.values()))
    return "[" + ", ".join(map(str, first.shape)) + "]"


class Case:
    def __init__(self, spec: Spec, solution: ModuleType, candidate: Candidate, seed: int) -> None:
        self.spec, self.solution, self.candidate, self.seed = spec, solution, candidate, seed
        self.wanted = tuple(a.name for a in spec.signature.arguments if a.grad)

    # -- inputs ----------------------------------------------------------------------------

    def settings(self) -> list[dict[str, Any]]:
        """Constructor arguments the hidden checks use; the first is the worked example's."""
        parameters = self.spec.signature.init
        if not parameters:
            return [{}]
        combinations = [
            dict(zip((p.name for p in parameters), values, strict=True))
            for values in itertools.product(*(p.values for p in parameters))
        ]
        first = dict(self.spec.examples[0].init)
        return [first, *(c for c in combinations if c != first)]

    def few_settings(self, most: int = 4) -> list[dict[str, Any]]:
        """The example's setting and a few that are far apart, so that each parameter varies."""
        first, *others = self.settings()
        step = max(1, (len(others) - 1) // max(1, most - 2))
        return [first, *others[::-step][: most - 1]]

    def drawn(self, purpose: str, draws: int = _DRAWS) -> Iterator[Inputs]:
        """Fresh moderate inputs in every promised size."""
        for size, draw in itertools.product(range(len(self.spec.sizes)), range(draws)):
            random = inputs.generator(self.seed, self.spec.id, purpose, size, draw)
            yield inputs.draw(self.spec, self.spec.sizes[size], random)

    def roomy(self) -> list[dict[str, int]]:
        """The two promised sizes with the most elements: room for every side of a loss."""
        return sorted(self.spec.sizes, key=lambda dims: math.prod(dims.values()))[-2:]

    # -- what is right ---------------------------------------------------------------------

    def expected(self, values: Inputs, init: dict[str, Any]) -> torch.Tensor:
        """The reference in float64."""
        return _call(self.solution.reference, inputs.cast(values, torch.float64), init)

    def expected_gradients(
        self, values: Inputs, init: dict[str, Any]
    ) -> tuple[torch.Tensor, Inputs]:
        """The reference's value and its gradients, in float64."""
        return gradients_of(self.solution.reference, values, init, self.wanted)

    # -- asking ----------------------------------------------------------------------------

    def ask(self, *calls: Call) -> list[Answer]:
        """Answers that are usable tensors; anything else fails the check with a sentence."""
        answers = self.candidate.ask(*calls)
        for call, answer in zip(calls, answers, strict=True):
            require_tensor(answer, call)
        return answers

    def scalar(self, answer: Answer) -> torch.Tensor:
        """The value as float64, whose shape must be what the exercise returns."""
        assert answer.value is not None
        require_shape(answer, self.spec)
        return answer.value.to(torch.float64)


def _call(function: Callable[..., Any], values: Inputs, init: dict[str, Any]) -> torch.Tensor:
    result: torch.Tensor = function(*values.values(), **init)
    return result.detach()


def gradients_of(
    function: Callable[..., Any], values: Inputs, init: dict[str, Any], wanted: tuple[str, ...]
) -> tuple[torch.Tensor, Inputs]:
    """Value and gradients of one of our own functions, in float64."""
    leaves = {n: v.detach().clone() for n, v in inputs.cast(values, torch.float64).items()}
    for name in wanted:
        leaves[name].requires_grad_(True)
    result = function(*leaves.values(), **init)
    if not result.requires_grad:
        return result.detach(), {n: torch.zeros_like(leaves[n]) for n in wanted}
    found = torch.autograd.grad(result.sum(), [leaves[n] for n in wanted], allow_unused=True)
    return result.detach(), {
        n: torch.zeros_like(leaves[n]) if g is None else g
        for n, g in zip(wanted, found, strict=True)
    }


# -- sentences about answers that are no answers ---------------------------------------------


def require_tensor(answer: Answer, call: Call) -> None:
    """Fail with the right sentence unless the call returned a plain tensor."""
    refused = answer.names("refused")
    report = answer.report
    if refused or report.get("builtin"):
        _fail_builtin(refused[0] if refused else str(report["builtin"])[:80], report)
    if answer.status == "tensor":
        return
    if answer.status == "raised":
        fail_raised(report, call)
    if answer.status == "odd-tensor":
        layout = str(report.get("layout", ""))[:80]
        fail(
            f"The result is not an ordinary real tensor in memory: {layout}.",
            f"返回的不是普通的实数张量：{layout}。",
        )
    kind = str(report.get("type", "?"))[:80]
    shown = str(report.get("shown", ""))[:60]
    if kind == "NoneType":
        fail(
            "Your code returned None: is a `return` missing?",
            "代码返回了 None：是不是漏了 `return`？",
            kind="not-a-tensor",
        )
    if kind in ("float", "int", "bool"):
        fail(
            f"Your code returned the Python {kind} {shown}, not a torch.Tensor: a plain number "
            "carries no gradient. Leave out `.item()` or float().",
            f"返回的是 Python {kind}（{shown}），不是 torch.Tensor：普通数字不带梯度。"
            "请去掉 `.item()` 或 float()。",
            kind="not-a-tensor",
        )
    if kind in ("tuple", "list", "dict"):
        size = report.get("len")
        fail(
            f"Your code returned a {kind} of {size} items; return the tensor alone.",
            f"返回的是含 {size} 个元素的 {kind}；请只返回张量本身。",
            kind="not-a-tensor",
        )
    fail(
        f"Your code returned an object of type {kind}, not a plain torch.Tensor.",
        f"返回的是 {kind} 类型的对象，不是普通的 torch.Tensor。",
        kind="not-a-tensor",
    )


def _fail_builtin(name: str, report: dict[str, Any]) -> NoReturn:
    fail(
        f"PyTorch's own `{name}` is refused here: build the loss from basic operations.",
        f"这里不允许调用 PyTorch 自带的 `{name}`：请用基本运算写出损失函数。",
        frames=report.get("frames", []),
        builtin=name,
    )


def fail_raised(report: dict[str, Any], call: Call | None = None) -> NoReturn:
    """The learner's code raised: name the exception and leave the frames for the screen."""
    kind = str(report.get("type", "?"))[:80]
    message = str(report.get("message", ""))[:300].strip()
    frames = report.get("frames", [])
    if report.get("unwritten"):
        fail(
            "Not written yet: the body still raises NotImplementedError.",
            "还没有写：函数体仍然抛出 NotImplementedError。",
            frames=frames,
            unwritten=True,
        )
    if report.get("exits"):
        fail(
            f"Your code raised {kind}: a loss function must return, not leave the program.",
            f"代码抛出了 {kind}：损失函数应当返回结果，而不是退出程序。",
            frames=frames,
        )
    if report.get("memory"):
        fail(
            "Your code asked for more memory than the limit allows.",
            "代码申请的内存超过了限制。",
            frames=frames,
        )
    lines = [f["line"] for f in frames if isinstance(f, dict) and isinstance(f.get("line"), int)]
    where_en = f" on line {lines[-1]}" if lines else ""
    where_zh = f"第 {lines[-1]} 行" if lines else ""
    text = f": {message}" if message else ""
    inputs_en = f" with inputs of shape {dims_text(call.arguments)}" if call else ""
    inputs_zh = f"（输入形状 {dims_text(call.arguments)}）" if call else ""
    fail(
        f"Your code raised {kind}{where_en}{inputs_en}{text}",
        f"代码{where_zh}抛出了 {kind}{inputs_zh}{text}",
        frames=frames,
    )


def require_shape(answer: Answer, spec: Spec) -> None:
    if spec.signature.scalar and answer.shape != []:
        shape = "[" + ", ".join(map(str, answer.shape)) + "]"
        fail(
            f"The loss must be a scalar (shape []), yours has shape {shape}: "
            "one number for the whole batch.",
            f"损失应当是标量（形状 []），你的形状是 {shape}：整个批次只对应一个数。",
        )


def compare(got: torch.Tensor, expected: torch.Tensor, values: Inputs, scale: float = 1.0) -> None:
    """Fail unless the value is within its bound, naming size, expected and got."""
    if tolerance.close(got, expected, scale):
        return
    en, zh = f"With inputs of shape {dims_text(values)}", f"输入形状为 {dims_text(values)} 时"
    if got.numel() == 1 and expected.numel() == 1:
        want, have = figure(float(expected)), figure(float(got))
        fail(
            f"{en} the loss should be {want}, yours is {have}.",
            f"{zh}，损失应为 {want}，你的结果是 {have}。",
        )
    fail(f"{en} the values differ.", f"{zh}，数值不一致。")
