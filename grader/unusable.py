"""Answers that are no answers: what is said where the learner's code raised, or gave something else
than tensors."""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

from exercises.signature import Library
from grader.calls import Answer, Call
from grader.causes import cause, refusal
from grader.failure import dims_text, fail


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
