"""One question as it is asked, wherever that is: on the screen, in an exam, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from rich.text import Text

from exercises.questions import (
    GENERAL,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Short,
    Single,
    Step,
)
from exercises.replies import does_not_know, parse_reply, right_reply, what_to_type
from screens.markdown import command, inline, render
from screens.words import Say
from screens.wrapping import wrap

TOPICS = {
    "use": ("when to use it", "适用场景"),
    "strengths": ("strengths", "优点"),
    "weaknesses": ("weaknesses", "缺点"),
    "pytorch": ("PyTorch's version", "PyTorch 的版本"),
    "stability": ("numerical stability", "数值稳定"),
    "imbalance": ("class imbalance", "类别不平衡"),
    "reduction": ("reduction", "归约方式"),
    "derivation": ("derivation", "推导"),
    "properties": ("properties", "性质"),
    "gradient": ("gradient", "梯度"),
}
KINDS = {
    "single": ("one choice", "单选"),
    "multiple": ("all that apply", "多选"),
    "number": ("number", "数值"),
    "short": ("in your own words", "简答"),
    "order": ("put in order", "排序"),
}


def subject(question: Question, say: Say) -> str:
    """The loss it is about; its id would say too much of the answer."""
    return say("general", "通用") if question.loss == GENERAL else question.loss


def body(question: Question, lang: str, width: int) -> list[Text]:
    """What is asked, and what there is to choose from or to put in order."""
    lines = render(question.prompt.in_(lang), width)
    entries = labelled(question)
    if entries:
        lines += [Text(), *options(entries, lang, width)]
    return lines


def labelled(question: Question) -> list[tuple[str, Option | Step]]:
    """Options and steps with what is typed for them, in the order in which they are shown."""
    match question:
        case Single() | Multiple():
            return list(zip(ascii_lowercase, question.options, strict=False))
        case Order():
            return [(str(place), step) for place, step in enumerate(question.steps, start=1)]
        case _:
            return []


def options(entries: Sequence[tuple[str, Option | Step]], lang: str, width: int) -> list[Text]:
    return [line for label, entry in entries for line in _option(label, entry, lang, width)]


def _option(label: str, entry: Option | Step, lang: str, width: int) -> list[Text]:
    margin = Text.assemble("  ", (label, "bold cyan"), "  ")
    return wrap(inline(entry.in_(lang)), width, margin, " " * len(margin))


def how_to_answer(question: Question, lang: str) -> str:
    """What to type, in one sentence."""
    if lang != "zh":
        return what_to_type(question)
    entries = labelled(question)
    match question:
        case Single():
            return f"输入 `a` 到 `{entries[-1][0]}` 中的一个字母。"
        case Multiple():
            return f"输入所有正确选项的字母（`a` 到 `{entries[-1][0]}`），例如 `a c`。"
        case Order():
            places = " ".join(label for label, _ in reversed(entries))
            return f"按正确顺序输入各步骤的编号，每个一次，例如 `{places}`。"
        case Number():
            return "输入一个数，例如 `2.303`、`1/3`、`-ln 2` 或 `10%`。"
        case _:
            return "用自己的话回答，然后与参考答案对照。"


def solved(question: Question, typed: str, right: bool, lang: str, width: int) -> list[Text]:
    """What was right about an answer that was not: nothing when it was."""
    say: Say = (lambda _, chinese: chinese) if lang == "zh" else (lambda english, _: english)
    if right:
        return []
    entries = dict(labelled(question))
    if isinstance(question, Short):
        return [
            Text(say("A model answer", "参考答案"), "bold"),
            *render(question.model.in_(lang), width),
        ]
    if isinstance(question, Number):
        answer = right_reply(question)
        if does_not_know(typed):
            return wrap(command(say(f"Right is `{answer}`.", f"正确答案是 `{answer}`。")), width)
        yours = " ".join(typed.split())
        told = say(
            f"Right is `{answer}`; you typed `{yours}`.",
            f"正确答案是 `{answer}`；你输入了 `{yours}`。",
        )
        return wrap(command(told), width)
    wanted = right_reply(question).split()
    title = (
        say("The right order:", "正确顺序：")
        if isinstance(question, Order)
        else say("Right is:", "正确答案：")
    )
    lines = [
        Text(title, "bold"),
        *options([(label, entries[label]) for label in wanted], lang, width),
    ]
    wrong = wrongly_chosen(question, typed)
    if wrong:
        lines.append(Text(say("Not right:", "不对的："), "bold"))
    for label, option in wrong:
        lines += _option(label, option, lang, width)
        if option.why is not None:
            lines += wrap(inline(option.why.in_(lang)), width, "     ", "     ")
    return lines


def wrongly_chosen(question: Question, typed: str) -> list[tuple[str, Option]]:
    """The options that were chosen and are not right."""
    if not isinstance(question, Single | Multiple):
        return []
    chosen = parse_reply(question, typed)
    return [
        (label, option)
        for label, option in zip(ascii_lowercase, question.options, strict=False)
        if isinstance(chosen, list) and option.id in chosen and not option.right
    ]
