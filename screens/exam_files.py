"""The files of an exam: on paper, handed on to somebody, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from screens.layout import sentences, short
from screens.words import speaker


def sheets(files: Sequence[Path], paper: str, seed: int, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    sheet, answers, exam = (short(file) for file in files)
    return sentences(
        [
            say(f"To write on: {sheet}", f"试卷：{sheet}"),
            say(f"The answers: {answers}", f"答案：{answers}"),
            say(
                f"Nothing was started. `practice exam --from {exam}` starts this very exam, to "
                "type in what was written and have it graded.",
                f"考试没有开始。`practice exam --from {exam}` 开始这份考试，"
                "把手写的内容输入后评分。",
            ),
        ],
        width,
    )


def exported(file: Path, items: int, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    return sentences(
        [
            say(
                f"Packed {items} items into {short(file)}: no solutions are in it.",
                f"已把 {items} 道题打包到 {short(file)}：里面没有答案。",
            ),
            say(
                f"The candidate types `practice exam --from {file.name}` and sends back the "
                "result file; `practice exam verify` grades it again.",
                f"应试者输入 `practice exam --from {file.name}`，交回结果文件；"
                "用 `practice exam verify` 重新评分。",
            ),
        ],
        width,
    )


def result_written(file: Path, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    told = say(f"The result to send back: {short(file)}", f"要交回的结果文件：{short(file)}")
    return sentences([told], width)
