"""What is to be written: statement, formula, arguments, where the file is, what to type next."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from rich.text import Text

from exercises.prose import dims
from exercises.signature import Argument, Parameter
from exercises.spec import Spec
from screens.layout import entries, heading, rule, short
from screens.markdown import inline, render
from screens.words import Say, speaker
from screens.wrapping import wrap

#: The section of a statement with which the task is said. What comes after it (when to use it,
#: what it is bad at, the derivation) is what an exam asks.
TASK_ENDS_WITH = frozenset({"What you are given", "输入与输出的约定"})
_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)


def task(text: str) -> str:
    """Of a statement, what is to be written: without what is told beyond it."""
    for section, following in pairwise(_HEADING.finditer(text)):
        if section[1].strip() in TASK_ENDS_WITH:
            return text[: following.start()]
    return text


def statement(
    spec: Spec, path: Path | None, lang: str, width: int, why: str = "", task_only: bool = False
) -> list[Text]:
    """The screen of one exercise. ``why`` says what made it the one to do now; ``task_only``
    leaves out what an exam asks."""
    say = speaker(lang)
    title = Text.assemble((spec.id, "bold cyan"), "  ", (spec.title.in_(lang), "bold"))
    facts = [
        say(f"level {spec.level}", f"难度 {spec.level}"),
        say(f"about {spec.par_minutes} min", f"约 {spec.par_minutes} 分钟"),
    ]
    text = spec.statement.in_(lang)
    remark = Text(" · ".join([why, *facts] if why else facts), "dim")
    return [
        *heading(title, remark, width),
        rule(width),
        *render(task(text) if task_only else text, width),
        Text(),
        *_task(spec, lang, width, say),
        *_next_steps(spec, path, width, say),
    ]


def _task(spec: Spec, lang: str, width: int, say: Say) -> list[Text]:
    signature = spec.signature
    rows = [_argument(argument, lang) for argument in signature.arguments]
    rows += [_parameter(parameter, lang) for parameter in signature.init]
    for result in signature.returns:
        name = f" {result.name}" if len(signature.returns) > 1 else ""
        what = (
            f"{result.dtype} {dims(result.shape)}"
            if result.shape
            else say("a tensor without dimensions", "零维张量")
        )
        rows.append((Text(say("returns", "返回") + name), Text(what)))
    lines = wrap(
        Text(signature.call, "cyan"), width, Text(say("Write  ", "请写出  "), "bold"), "  "
    )
    lines += entries(rows, width)
    if spec.forbidden:
        rule_text = say(
            "PyTorch's own loss functions are refused here, however they are spelled.",
            "这里不能调用 PyTorch 自带的损失函数，无论怎么写。",
        )
        lines += wrap(Text(rule_text, "dim"), width, "  ", "  ")
    return lines


def _argument(argument: Argument, lang: str) -> tuple[Text, Text]:
    kind = f"{argument.dtype} {dims(argument.shape)}"
    if argument.listed:
        kind = f"list of {kind}"
    if argument.optional:
        kind += " or None"
    return Text.assemble((argument.name, "cyan"), " ", (kind, "dim")), inline(
        argument.meaning.in_(lang)
    )


def _parameter(parameter: Parameter, lang: str) -> tuple[Text, Text]:
    default = "" if parameter.required else f" = {parameter.default}"
    return Text.assemble((parameter.name, "cyan"), " ", (parameter.dtype + default, "dim")), inline(
        parameter.meaning.in_(lang)
    )


def _next_steps(spec: Spec, path: Path | None, width: int, say: Say) -> list[Text]:
    if path is None:
        return []
    rows = [
        (Text(say("Your file", "你的文件"), "bold"), Text(short(path), "cyan")),
        (Text(say("Then type", "然后输入"), "bold"), Text(f"practice grade {spec.id}", "cyan")),
    ]
    return [Text(), *entries(rows, width, indent="")]
