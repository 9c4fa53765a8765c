"""What a hidden check gets to work with: the exercise, the learner's candidate, fresh inputs.

The methods here ask the candidate and turn whatever is not a usable answer into a
:class:`CheckFailed` whose sentence says what happened, so that a check reads as its claim.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn, TypeVar

import torch

from exercises.prose import dims
from exercises.signature import Library
from exercises.spec import Spec
from exercises.texts import Text
from grader import inputs, tolerance
from grader.causes import cause, refusal
from grader.inputs import Inputs
from grader.proxy import Answer, Call, Candidate
from grader.solution import Function, Results, Solution

DTYPES = (torch.float32, torch.float64)
_DRAWS = 3
_T = TypeVar("_T")


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
    return f"{value + 0.0:.6g}"  # -0 is 0


def told_apart(want: float, have: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to see that they are not the same."""
    for digits in range(6, 18):
        shown = f"{want + 0.0:.{digits}g}", f"{have + 0.0:.{digits}g}"
        if shown[0] != shown[1]:
            return shown
    return figure(want), figure(have)


def dims_text(values: Inputs) -> str:
    """The shape of the first argument, as a person would write it."""
    first = next((v for v in values.values() if isinstance(v, torch.Tensor)), torch.zeros(()))
    return dims(list(first.shape))


def subject(spec: Spec, place: int = 0) -> Text:
    """What a result is called in a sentence: a loss is a number with a gradient."""
    signature = spec.signature
    if signature.scalar:
        return Text("the loss", "损失") if signature.wanted else Text("the result", "结果")
    if len(signature.returns) > 1:
        name = f"`{signature.returns[place].name}`"
        return Text(name, name)
    return Text("the result", "结果")


class Case:
    def __init__(self, spec: Spec, solution: Solution, candidate: Candidate, seed: int) -> None:
        self.spec, self.solution, self.candidate, self.seed = spec, solution, candidate, seed
        self.wanted = spec.signature.wanted

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
        """The example's setting and a few more, each as unlike those before it as can be, so that
        every parameter takes as many of its values as there is room for."""
        first, *others = self.settings()
        chosen, left = [first], others[::-1]
        while left and len(chosen) < most:
            chosen.append(max(left, key=lambda one: _unlike(one, chosen)))
            left.remove(chosen[-1])
        return chosen

    def each_setting(self) -> Iterator[tuple[Inputs, dict[str, Any], dict[str, int]]]:
        """For every setting but the first one input for each dtype, in the sizes with most room;
        with the setting and the size."""
        sizes = itertools.cycle(self.roomy())
        for number, init in enumerate(self.settings()[1:]):
            random = inputs.generator(self.seed, self.spec.id, "parameters", number)
            for _ in DTYPES:
                dims = next(sizes)
                yield inputs.draw(self.spec, dims, random), init, dims

    def drawn(self, purpose: str, draws: int = _DRAWS) -> Iterator[Inputs]:
        """Fresh moderate inputs in every promised size."""
        for size, draw in itertools.product(range(len(self.spec.sizes)), range(draws)):
            random = inputs.generator(self.seed, self.spec.id, purpose, size, draw)
            yield inputs.draw(self.spec, self.spec.sizes[size], random)

    def roomy(self) -> list[dict[str, int]]:
        """The two promised sizes with the most elements: room for every side of a loss."""
        return sorted(self.spec.sizes, key=lambda dims: math.prod(dims.values()))[-2:]

    # -- what is right ---------------------------------------------------------------------

    def expected(self, values: Inputs, init: dict[str, Any]) -> Results:
        """The reference in float64."""
        found = self.solution.reference(inputs.cast(values, torch.float64), init)
        return tuple(result.detach() for result in found)

    def expected_gradients(
        self, values: Inputs, init: dict[str, Any], wanted: tuple[str, ...] | None = None
    ) -> tuple[Results, Inputs]:
        """The reference's results and its gradients, in float64; those of the oracle, which is
        PyTorch's, where the reference is written in NumPy and has none."""
        wanted = self.wanted if wanted is None else wanted
        if wanted and self.spec.signature.numpy:
            return gradients_of(self.solution.oracle, values, init, wanted)
        return gradients_of(self.solution.reference, values, init, wanted)

    # -- asking ----------------------------------------------------------------------------

    def differentiated(
        self, values: Inputs, init: dict[str, Any], *, upstream: float = 1.0, trace: bool = False
    ) -> Call:
        """A call whose gradients are asked for, as :meth:`expected_gradients` has them, times
        ``upstream``."""
        shapes: list[tuple[int, ...] | None] = [()]
        if not self.spec.signature.scalar:  # else there is no need to ask the reference
            shapes = [tuple(r.shape) if r.is_floating_point() else None
                      for r in self.expected(values, init)]  # fmt: skip
        seeds = tuple(
            None if shape is None else upstream * inputs.cotangent(place, shape)
            for place, shape in enumerate(shapes)
        )
        return Call(values, init, gradient=self.wanted, cotangents=seeds, trace=trace)

    def ask(self, *calls: Call) -> list[Answer]:
        """Answers that are usable tensors; anything else fails the check with a sentence."""
        return self.ask_beside(calls, lambda: None)[0]

    def ask_beside(self, calls: Sequence[Call], right: Callable[[], _T]) -> tuple[list[Answer], _T]:
        """The answers, and what is ``right``, which is found while the candidate computes."""
        found: list[_T] = []
        answers = self.candidate.ask(*calls, meanwhile=lambda: found.append(right()))
        for call, answer in zip(calls, answers, strict=True):
            require_tensor(answer, call, self.spec.signature.library)
        return answers, found[0]

    def require_right(
        self, answer: Answer, values: Inputs, init: dict[str, Any], scale: float = 1.0
    ) -> None:
        """Fail unless every result has its shape and every entry is within its bound."""
        self.require_results(answer, self.expected(values, init), values, scale)

    def require_results(
        self, answer: Answer, expected: Results, values: Inputs, scale: float = 1.0
    ) -> None:
        """The same where the reference's results are known already."""
        require_shapes(answer, expected, self.spec)
        for place, (got, want) in enumerate(zip(answer.values, expected, strict=True)):
            compare(got.to(want.dtype), want, values, subject(self.spec, place), scale)

    def total(self, results: Results) -> float:
        """One number out of all float results: the one whose gradients are compared."""
        return float(weighted(results).detach())


def _unlike(one: dict[str, Any], others: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """How many values in it are in none of the others, and in how few of them the others are."""
    again = [sum(other[name] == value for other in others) for name, value in one.items()]
    return again.count(0), -sum(again)


def weighted(results: Results) -> torch.Tensor:
    """The sum of the float results times what flows back into them."""
    parts = [
        (inputs.cotangent(place, tuple(result.shape)) * result.double()).sum()
        for place, result in enumerate(results)
        if result.is_floating_point()
    ]
    return torch.stack(parts).sum() if parts else torch.zeros((), dtype=torch.float64)


def gradients_of(
    function: Function, values: Inputs, init: dict[str, Any], wanted: tuple[str, ...]
) -> tuple[Results, Inputs]:
    """Results and gradients of one of our own functions, in float64: the gradient of a scalar,
    or of the sum of all float results times :func:`grader.inputs.cotangent`."""
    leaves = inputs.fresh(inputs.cast(values, torch.float64))
    for name in wanted:
        leaves[name].requires_grad_(True)
    found = function(leaves, init)
    detached = tuple(result.detach() for result in found)
    total = weighted(found)
    if not total.requires_grad:
        return detached, {n: torch.zeros_like(leaves[n]) for n in wanted}
    grads = torch.autograd.grad(total, [leaves[n] for n in wanted], allow_unused=True)
    return detached, {
        n: torch.zeros_like(leaves[n]) if g is None else g
        for n, g in zip(wanted, grads, strict=True)
    }


# -- sentences about answers that are no answers ---------------------------------------------


class _Words(NamedTuple):
    """What a result is called, by what the exercise is written in."""

    en: str
    zh: str
    kind: str
    cure_en: str
    """What to do about a plain number where that will not do."""
    cure_zh: str


_WORDS: dict[Library, _Words] = {
    "torch": _Words(
        "tensor", "张量", "torch.Tensor",
        "a plain number carries no gradient. Leave out `.item()` or float().",
        "普通数字不带梯度。请去掉 `.item()` 或 float()。",
    ),
    "numpy": _Words(
        "array", "数组", "np.ndarray",
        "an array with dimensions is asked for.", "这里要的是有维度的数组。",
    ),
}  # fmt: skip


def require_tensor(answer: Answer, call: Call, library: Library = "torch") -> None:
    """Fail with the right sentence unless the call returned a plain tensor (or array)."""
    said = _WORDS[library]
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
            f"The result is not an ordinary real {said.en} in memory: {layout}.",
            f"返回的不是普通的实数{said.zh}：{layout}。",
        )
    kind = str(report.get("type", "?"))[:80]
    shown = str(report.get("shown", ""))[:60]
    if answer.status == "not-several":
        size = report.get("len")
        of = f" of {size}" if size is not None else ""
        fail(
            f"Your code should return several {said.en}s as a tuple; it returned a {kind}{of}.",
            f"代码应当以元组返回几个{said.zh}；实际返回的是 {kind}"
            + (f"（{size} 个元素）。" if of else "。"),
            kind="not-a-tensor",
        )
    if kind == "NoneType":
        fail(
            "Your code returned None: is a `return` missing?",
            "代码返回了 None：是不是漏了 `return`？",
            kind="not-a-tensor",
        )
    if kind in ("float", "int", "bool"):
        fail(
            f"Your code returned the Python {kind} {shown}, not a {said.kind}: {said.cure_en}",
            f"返回的是 Python {kind}（{shown}），不是 {said.kind}：{said.cure_zh}",
            kind="not-a-tensor",
        )
    if kind in ("tuple", "list", "dict"):
        size = report.get("len")
        fail(
            f"Your code returned a {kind} of {size} items; return the {said.en} alone.",
            f"返回的是含 {size} 个元素的 {kind}；请只返回{said.zh}本身。",
            kind="not-a-tensor",
        )
    fail(
        f"Your code returned an object of type {kind}, not a plain {said.kind}.",
        f"返回的是 {kind} 类型的对象，不是普通的 {said.kind}。",
        kind="not-a-tensor",
    )


def _fail_builtin(name: str, report: dict[str, Any]) -> NoReturn:
    if name == "autograd":
        fail(
            "Autograd is refused inside `forward` and `backward`: write the gradient by hand.",
            "`forward` 和 `backward` 里不允许用自动求导：请写出梯度本身的公式。",
            frames=report.get("frames", []),
            builtin=name,
        )
    fail(
        f"PyTorch's own `{name}` is refused here: write it in basic operations.",
        f"这里不允许调用 PyTorch 自带的 `{name}`：请用基本运算自己写出来。",
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
            kind="raised",
            unwritten=True,
        )
    if report.get("exits"):
        fail(
            f"Your code raised {kind}: a loss function must return, not leave the program.",
            f"代码抛出了 {kind}：损失函数应当返回结果，而不是退出程序。",
            frames=frames,
            kind="raised",
        )
    if report.get("memory"):
        fail(
            "Your code asked for more memory than the limit allows.",
            "代码申请的内存超过了限制。",
            frames=frames,
            kind="raised",
        )
    lines = [f["line"] for f in frames if isinstance(f, dict) and isinstance(f.get("line"), int)]
    where_en = f" on line {lines[-1]}" if lines else ""
    where_zh = f"第 {lines[-1]} 行" if lines else ""
    said = refusal(message)
    if said is not None:
        fail(
            f"Your code tries{where_en} what is not allowed here: {said.en}.",
            f"代码{where_zh}做了这里不允许的事：{said.zh}。",
            frames=frames,
            kind="raised",
        )
    text = f": {message}" if message else ""
    inputs_en = f" with inputs of shape {dims_text(call.arguments)}" if call else ""
    inputs_zh = f"（输入形状 {dims_text(call.arguments)}）" if call else ""
    behind = cause(kind, message)
    why_en = f"{'.' if text and not text.endswith('.') else ''} {behind.en}" if behind else ""
    why_zh = f"{'。' if text and not text.endswith('.') else ''}{behind.zh}" if behind else ""
    fail(
        f"Your code raised {kind}{where_en}{inputs_en}{text}{why_en}",
        f"代码{where_zh}抛出了 {kind}{inputs_zh}{text}{why_zh}",
        frames=frames,
        kind="raised",
    )


def require_shapes(answer: Answer, expected: Results, spec: Spec) -> None:
    """Fail unless there are as many results as asked for, each of its shape."""
    for place, (got, want) in enumerate(zip(answer.values, expected, strict=False)):
        if got.shape == want.shape:
            continue
        have, wanted = dims(list(got.shape)), dims(list(want.shape))
        if spec.signature.scalar:
            fail(
                f"The loss must be a scalar (shape []), yours has shape {have}: "
                "one number for the whole batch.",
                f"损失应当是标量（形状 []），你的形状是 {have}：整个批次只对应一个数。",
            )
        said, named = subject(spec, place), dims(spec.signature.returns[place].shape)
        fail(
            f"{said.en[:1].upper()}{said.en[1:]} must have shape {wanted} ({named}), "
            f"yours has shape {have}.",
            f"{said.zh}的形状应为 {wanted}（{named}），你的是 {have}。",
        )


def compare(
    got: torch.Tensor,
    expected: torch.Tensor,
    values: Inputs,
    called: Text = Text("the loss", "损失"),  # noqa: B008 (frozen)
    scale: float = 1.0,
) -> None:
    """Fail unless a result is within its bound, naming size, entry, expected and got."""
    if tolerance.close(got, expected, scale):
        return
    en, zh = f"With inputs of shape {dims_text(values)}", f"输入形状为 {dims_text(values)} 时"
    if got.numel() == 1 and expected.numel() == 1:
        want, have = told_apart(float(expected), float(got))
        fail(
            f"{en} {called.en} should be {want}, yours is {have}.",
            f"{zh}，{called.zh}应为 {want}，你的结果是 {have}。",
        )
    place = farthest(got, expected)
    at = dims(list(place))
    want, have = told_apart(float(expected[place]), float(got[place]))
    fail(
        f"{en} the entry {at} of {called.en} should be {want}, yours is {have}.",
        f"{zh}，{called.zh}在 {at} 处应为 {want}，你的是 {have}。",
    )


def farthest(got: torch.Tensor, expected: torch.Tensor) -> tuple[int, ...]:
    """The index of the entry that is most wrong."""
    got, expected = got.double(), expected.double()
    apart = torch.where(got == expected, 0.0, (got - expected).abs()).nan_to_num(nan=torch.inf)
    return place_of(int(apart.argmax()), got.shape)


def place_of(index: int, shape: Sequence[int]) -> tuple[int, ...]:
    """Where the entry with this number in row-major order stands. (What torch has for this costs
    half a second when it is first called: it loads its symbolic shapes.)"""
    place: list[int] = []
    for size in reversed(shape):
        index, at = divmod(index, size)
        place.insert(0, at)
    return tuple(place)
