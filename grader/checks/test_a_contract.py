"""Does it load, can it be called, what does it return?"""

from __future__ import annotations

from typing import Any

import torch

from exercises.kinds import Dtype
from exercises.texts import Text
from grader import inputs
from grader.calls import Answer, Call
from grader.case import DTYPES, Case
from grader.causes import refusal
from grader.checks import check
from grader.failure import fail, require_shapes, subject
from grader.inputs import cast
from grader.unusable import fail_raised


@check("loads", "the file loads and defines what is asked", "文件可以加载，并定义了要求的内容")
def test_loads(case: Case) -> None:
    wanted = case.spec.signature
    report = case.candidate.start()
    status = report.get("status")
    if status == "loaded":
        _require_nothing_left(report)
        return
    if status == "syntax":
        _fail_syntax(report)
    if status == "raised":
        _fail_import(report, wanted.numpy)
    kind = "function" if wanted.kind == "function" else "class"
    kind_zh = "函数" if wanted.kind == "function" else "类"
    if status == "missing":
        defined = report.get("defined", [])
        names = ", ".join(f"`{n}`" for n in defined[:5])
        fail(
            f"There is no {kind} `{wanted.name}` in the file"
            + (f"; it defines {names}." if names else "; it defines nothing of its own."),
            f"文件中没有{kind_zh} `{wanted.name}`"
            + (f"；其中定义了 {names}。" if names else "；文件里没有任何定义。"),
        )
    fail(f"`{wanted.name}` is not a {kind}.", f"`{wanted.name}` 不是{kind_zh}。")


def _require_nothing_left(report: dict[str, Any]) -> None:
    left = report.get("left_behind") or []
    if left:
        fail(
            f"Importing the file changed {left[0]} for the whole process; leave it as it was.",
            "导入文件时改变了全局设置（" + str(left[0]) + "）；请保持原样。",
        )


def _fail_syntax(report: dict[str, Any]) -> None:
    line, text = report.get("line", 1), str(report.get("message", ""))[:200]
    frame = {"line": line, "function": "", "code": "", "column": None, "end_column": None}
    column = report.get("column")
    if isinstance(column, int) and column > 0:
        frame["column"] = column - 1
    if "null byte" in text:
        fail(
            "The file contains null bytes, so Python cannot read it: save it again as plain text.",
            "文件含有空字节，Python 无法读取：请重新保存为纯文本。",
        )
    if "utf-8" in text.lower() or "codec" in text or "encoding" in text:
        fail(
            f"The file is not valid UTF-8 text ({text}): save it again as UTF-8.",
            f"文件不是合法的 UTF-8 文本（{text}）：请以 UTF-8 重新保存。",
        )
    fail(
        f"Line {line} is not valid Python: {text}.",
        f"第 {line} 行不是合法的 Python：{text}。",
        frames=[frame],
    )


def _fail_import(report: dict[str, Any], numpy: bool) -> None:
    kind, text = str(report.get("type", "")), str(report.get("message", ""))[:300]
    frames = report.get("frames", [])
    line = frames[-1]["line"] if frames else "?"
    if kind == "NameError":
        fail(
            f"Line {line}: {text}. Is an import missing?",
            f"第 {line} 行：{text}。是不是漏了 import？",
            frames=frames,
        )
    if numpy and "is to be written in NumPy" in text:
        fail(
            f"Line {line}: this exercise is to be written in NumPy: `import numpy as np` takes the "
            "place of PyTorch.",
            f"第 {line} 行：这道题要用 NumPy 写：用 `import numpy as np`，不用 PyTorch。",
            frames=frames,
        )
    said = refusal(text)
    if numpy and said is not None and " not among them" in text:
        fail(f"Line {line}: {said.en}.", f"第 {line} 行：{said.zh}。", frames=frames)
    if kind in ("ModuleNotFoundError", "ImportError") and numpy:
        fail(
            f"Line {line}: {text}. Only NumPy and the standard library can be imported here.",
            f"第 {line} 行：{text}。这里只能导入 NumPy 和标准库。",
            frames=frames,
        )
    if kind in ("ModuleNotFoundError", "ImportError"):
        fail(
            f"Line {line}: {text}. Only torch and the standard library can be imported here.",
            f"第 {line} 行：{text}。这里只能导入 torch 和标准库。",
            frames=frames,
        )
    fail_raised(report)


@check("signature", "it can be built and called as asked", "可以按要求构造和调用", after=("loads",))
def test_signature(case: Case) -> None:
    wanted = case.spec.signature
    init = case.settings()[0]
    plain = {parameter.name for parameter in wanted.init}
    names = [name for name in wanted.order if name not in plain]
    report = case.candidate.signature(init, names)
    status = report.get("status")
    built = f"{wanted.name}({', '.join(p.name for p in wanted.init)})"
    if wanted.kind == "class":
        called = f"forward({', '.join(names)})"
    else:
        names = wanted.order
        inside = ["ctx", *names] if wanted.kind == "autograd" else names
        called = f"{'forward' if wanted.kind == 'autograd' else wanted.name}({', '.join(inside)})"
    message = str(report.get("message", ""))[:200]
    if status == "fits":
        return
    if status == "raised":
        fail_raised(report)
    if status in ("init", "init-order"):
        taken = ", ".join(map(str, report.get("names", [])))
        fail(
            f"The constructor should be `{built}`; yours takes ({taken}).",
            f"构造函数应为 `{built}`；你的参数是 ({taken})。",
        )
    if status == "no-autograd-function":
        fail(
            f"`{wanted.name}` should be a torch.autograd.Function with `forward` and `backward`.",
            f"`{wanted.name}` 应当是 torch.autograd.Function，带有 `forward` 和 `backward`。",
        )
    if status == "no-forward" and wanted.kind == "autograd":
        fail(
            f"`{wanted.name}` should define `forward` and `backward`, both static methods.",
            f"`{wanted.name}` 应当定义静态方法 `forward` 和 `backward`。",
        )
    if status == "no-forward":
        fail(f"There is no `{called}`.", f"没有定义 `{called}`。")
    if status == "forward" and wanted.kind == "class" and report.get("names") == names:
        fail(
            f"`forward` lacks its first parameter: write `def forward(self, {', '.join(names)})`.",
            f"`forward` 少了第一个参数：应写作 `def forward(self, {', '.join(names)})`。",
        )
    if status == "forward":
        fail(
            f"`{called}` is called with {len(names)} arguments; yours: {message}.",
            f"`{called}` 会收到 {len(names)} 个参数；你的：{message}。",
        )
    fail(
        f"An object of `{built}` cannot be called: derive the class from `nn.Module`.",
        f"`{built}` 的对象不能被调用：让这个类继承 `nn.Module`。",
    )


@check(
    "builtin",
    "it does not call PyTorch's own loss",
    "没有调用 PyTorch 自带的损失函数",
    after=("signature",),
    unanswered="result",
)
def test_builtin(case: Case) -> None:
    values = cast(next(case.drawn("builtin")), torch.float32)
    init = case.settings()[0]
    # the gradient is asked for later: a backward that never ends must not hide a right value
    (answer,) = case.candidate.ask(Call(values, init))
    if answer.names("refused") or answer.report.get("builtin"):
        case.ask(Call(values, init))
        fail_builtin_swallowed(answer.names("refused"))


def fail_builtin_swallowed(names: list[str]) -> None:
    name = names[0] if names else "a built-in loss"
    fail(
        f"PyTorch's own `{name}` is refused here: write it in basic operations.",
        f"这里不允许调用 PyTorch 自带的 `{name}`：请用基本运算自己写出来。",
        builtin=name,
    )


@check(
    "result",
    "it returns tensors of the promised shape and dtype",
    "返回的张量形状和 dtype 符合约定",
    after=("builtin",),
)
def test_result(case: Case) -> None:
    init = case.settings()[0]
    values = next(case.drawn("result"))
    for dtype in DTYPES if inputs.floats(values) else DTYPES[:1]:
        (answer,) = case.ask(Call(cast(values, dtype), init))
        require_shapes(answer, case.expected(values, init), case.spec)
        for place, result in enumerate(case.spec.signature.returns):
            _require_dtype(case, answer, place, result.dtype, dtype)


def _require_dtype(case: Case, answer: Answer, place: int, asked: Dtype, of: torch.dtype) -> None:
    """A float result has the dtype of the inputs; whole numbers may have any integer dtype."""
    found = answer.dtype(place)
    said = subject(case.spec, place)
    if asked != "float":
        right = found == "bool" if asked == "bool" else found.startswith(("int", "uint"))
        if not right:
            wanted = "bool" if asked == "bool" else "int64"
            fail(
                f"{said.en} should be of dtype {wanted}, yours is {found}.",
                f"{said.zh}的 dtype 应为 {wanted}，你的是 {found}。",
                kind="dtype",
            )
        return
    name = str(of).removeprefix("torch.")
    if case.spec.signature.numpy:
        # NumPy widens of itself, as where a row of `np.eye` meets float32: nothing is lost by that
        if found == "float64" or (found == "float32" and name == "float32"):
            return
        fail(
            f"With {name} inputs {said.en} is {found}; nothing narrower than {name} may come out.",
            f"输入为 {name} 时{said.zh}是 {found}；结果的精度不能低于 {name}。",
            kind="dtype",
        )
    if found != name:
        result = Text("the result", "结果") if case.spec.signature.scalar else said
        fail(
            f"With {name} inputs {result.en} is {found}; it must stay {name}.",
            f"输入为 {name} 时{result.zh}是 {found}；应当保持 {name}。",
            kind="dtype",
        )
