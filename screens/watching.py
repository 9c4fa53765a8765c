"""What stands on the terminal during `practice watch`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from exercises.answer import model_answer
from exercises.spec import Spec
from grader.verdict import Verdict
from screens import messages
from screens.failure import failure
from screens.layout import sentences, short
from screens.markdown import command
from screens.serving import first_stage
from screens.statement import statement
from screens.success import success
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.desk import Desk
from trainer.runs import Result

_KEYS = {
    "n": ("next drill", "下一题"),
    "h": ("hint", "提示"),
    "s": ("solution", "答案"),
    "t": ("task", "题目"),
    "l": ("list", "列表"),
    "v": ("all of it", "看全部"),
    "q": ("quit", "退出"),
    "y": ("yes", "是"),
}
_ANY = ("no", "否")


def waiting(spec: Spec, path: Path, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    title = Text.assemble((spec.id, "bold"), "  ", spec.title.in_(lang))
    text = say(
        f"Write it in {short(path)}: every save is graded.",
        f"写在 {short(path)} 里：每次保存都会评分。",
    )
    return [title, *wrap(command(text), width)]


def task(spec: Spec, path: Path, lang: str, width: int, desk: Desk) -> list[Text]:
    """The first screen of a drill."""
    return statement(spec, path, lang, width, "", first_stage(desk, watched=True))


def grading(path: Path, lang: str) -> list[Text]:
    say = speaker(lang)
    return [Text(say(f"Grading {path.name} ...", f"正在评分 {path.name} ……"), "dim")]


def outcome(
    verdict: Verdict, spec: Spec, source: bytes, path: Path, lang: str, width: int,
    desk: Desk, result: Result,
) -> list[Text]:  # fmt: skip
    """The screen of one grade; what to do next stands in the line of keys."""
    if verdict.outcome == "error":
        error = verdict.error or "There is no verdict."
        texts = [error[:1].upper() + error[1:], verdict.remedy]
        return [Text("✗ " + spec.id, "bold red"), *sentences(texts, width)]
    if not verdict.passed:
        return failure(verdict, spec, source, path.name, lang, width)
    return success(
        verdict,
        spec,
        lang,
        width,
        remembered=messages.remembered(desk, result, lang),
        answer=model_answer(spec),
        brief=True,
    )


def fitting(lines: Sequence[Text], rows: int, lang: str) -> list[Text]:
    """The beginning of what does not fit: the verdict stands in its first line."""
    say = speaker(lang)
    left = len(lines) - rows + 1
    told = say(f"... {left} lines more: press v", f"…… 还有 {left} 行：按 v")
    return [*lines[: rows - 1], Text(told, "dim")]


def keys(names: Sequence[str], asked: bool, lang: str) -> Text:
    """The keys that act now."""
    say: Say = speaker(lang)
    line = Text()
    for name in names:
        line += Text.assemble((f" {name} ", "bold reverse"), f" {say(*_KEYS[name])}   ")
    if asked:
        line += Text(say(f"any other key: {_ANY[0]}", f"其他键：{_ANY[1]}"), "dim")
    return line
