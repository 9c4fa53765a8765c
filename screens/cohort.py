"""A class in a terminal: how each exercise went, which idea went wrong, who is in trouble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.text import Text

from cohort.class_report import ClassReport
from cohort.model import Row
from exercises.spec import Spec
from screens.check_names import check_name
from screens.excerpt import clipped
from screens.layout import heading, rule, short
from screens.markdown import command, inline
from screens.table import table
from screens.words import Say, speaker
from screens.wrapping import wrap

#: Of each list so many stand here; the rest are in the table and on the page.
_SHORT = 5


def summary(
    found: ClassReport,
    rows: Sequence[Row],
    specs: Mapping[str, Spec],
    written: Sequence[Path],
    lang: str,
    width: int,
    due: bool = False,
) -> list[Text]:
    """All of it, the most useful first; ``written`` are the files that hold the rest, and ``due``
    says whether lateness is counted."""
    say = speaker(lang)
    sections = [
        _exercises(found, specs, say, lang, width),
        _ideas(found, say, lang, width),
        _checks(found, say, width),
        _trouble(found, say, width),
        _not_graded(rows, say, lang, width),
        _untimed(rows, say, width) if due else [],
        written_to(written, say, width),
    ]
    title = Text(say("The class", "全班情况"), "bold")
    lines = [*heading(title, Text(counts(found, say)), width), rule(width)]
    for section in filter(None, sections):
        lines += [*section, Text()]
    return lines[:-1]


def counts(found: ClassReport, say: Say) -> str:
    """``3 learners, 60 files: 48 passed, 12 failed`` and what went wrong beside it."""
    people = say(
        f"{found.learners} learner{'s' * (found.learners != 1)}, "
        f"{found.files} file{'s' * (found.files != 1)}",
        f"{found.learners} 人，{found.files} 个文件",
    )
    parts = [
        say(f"{found.passed} passed", f"通过 {found.passed}"),
        say(f"{found.failed} failed", f"未通过 {found.failed}"),
    ]
    if found.errors:
        parts.append(say(f"{found.errors} errors", f"出错 {found.errors}"))
    if found.refused:
        parts.append(say(f"{found.refused} unreadable", f"无法判题 {found.refused}"))
    if found.missing:
        parts.append(say(f"{found.missing} missing", f"未交 {found.missing}"))
    return people + say(": ", "：") + say(", ", "，").join(parts)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _exercises(
    found: ClassReport, specs: Mapping[str, Spec], say: Say, lang: str, width: int
) -> list[Text]:
    if not found.exercises:
        return []
    head = [say("exercise", "题目"), say("passed", "通过"), say("par", "标准用时")]
    head.append(say("most frequent mistake", "最常见的错误"))
    cells = [[Text(cell, "dim") for cell in head]]
    for each in found.exercises:
        cells.append(
            [
                Text(each.exercise, "bold"),
                Text(f"{each.passed}/{each.files} {share(each.passed, each.files)}"),
                Text(say(f"{each.par_minutes:g} min", f"{each.par_minutes:g} 分钟")),
                Text(each.mistake or ""),
            ]
        )
    return table(cells, width, gives_way=0)


def _ideas(found: ClassReport, say: Say, lang: str, width: int) -> list[Text]:
    lines = [Text(say("What the class got wrong", "全班最常见的错误"), "bold")] * bool(found.ideas)
    for idea in found.ideas[:_SHORT]:
        head = Text.assemble(
            ("  ", ""),
            (idea.exercise, "cyan"),
            f"  {idea.mistake}  ",
            (f"{idea.learners}×", "bold"),
        )
        said = inline(idea.said.in_(lang) if idea.said else "")
        lines += [head, *wrap(said, width, "    ", "    ")]
    return lines


def _checks(found: ClassReport, say: Say, width: int) -> list[Text]:
    lines = [Text(say("Checks most failed", "失败最多的检查"), "bold")] * bool(found.checks)
    for each in found.checks[:_SHORT]:
        text = f"{each.exercise}  {check_name(each.check, say)}  {each.learners}×"
        lines += wrap(Text(text), width, "  ", "    ")
    return lines


def _trouble(found: ClassReport, say: Say, width: int) -> list[Text]:
    if not found.trouble:
        return []
    count = len(found.trouble)
    lines = [Text(say(f"Learners in trouble ({count})", f"需要帮助的学员（{count} 人）"), "bold")]
    for each in found.trouble[:_SHORT]:
        told = say(
            f"{each.passed} of {each.files + each.refused} passed",
            f"{each.files + each.refused} 题中通过 {each.passed} 题",
        )
        if not each.files + each.refused:
            told = say("nothing handed in", "什么都没交")
        lines += wrap(Text(f"{clipped(each.learner, 40)}  {told}"), width, "  ", "    ")
    return lines + _more(count, say)


def _not_graded(rows: Sequence[Row], say: Say, lang: str, width: int) -> list[Text]:
    odd = [row for row in rows if row.outcome in ("refused", "error")]
    if not odd:
        return []
    lines = [Text(say(f"Not graded ({len(odd)})", f"没能判题（{len(odd)} 个）"), "bold")]
    for row in odd[:_SHORT]:
        said = row.said.in_(lang) if row.said else ""
        text = Text.assemble((f"{clipped(row.path, 60)}  ", "bold"), said)
        lines += wrap(text, width, "  ", "    ")
    return lines + _more(len(odd), say)


def _more(count: int, say: Say) -> list[Text]:
    rest = count - _SHORT
    return [Text(say(f"  and {rest} more", f"  另有 {rest} 个"), "dim")] * (rest > 0)


def _untimed(rows: Sequence[Row], say: Say, width: int) -> list[Text]:
    """How many files nobody knows the time of, which is in nobody's disfavour."""
    files = [row for row in rows if row.outcome in ("passed", "failed")]
    count = sum(row.late_seconds is None for row in files)
    told = say(
        f"When {count} of {len(files)} files were handed in is not known (Moodle and Canvas do not "
        "write it into their exports), so nothing was taken off for them. A column `submitted` in "
        "the roster says it.",
        f"{len(files)} 个文件中有 {count} 个不知道提交时间（Moodle 和 Canvas 的导出文件里没有），"
        "因此没有扣分；可在名单的 `submitted` 列里写明。",
    )
    return wrap(Text(told), width) if count else []


def written_to(written: Sequence[Path], say: Say, width: int) -> list[Text]:
    """A line that names the files; nothing when there are none."""
    names = say(", ", "、").join(short(path) for path in written)
    return wrap(Text(say(f"Written: {names}.", f"已写入：{names}。")), width) if written else []


def interrupted(done: int, total: int, path: Path, lang: str) -> str:
    """What is said after Ctrl-C."""
    return speaker(lang)(
        f"Stopped. {done} of {total} were graded and are kept in {short(path)}; the same command "
        "goes on from there.",
        f"已停止。{total} 个中判完 {done} 个，保存在 {short(path)}；再次运行同一命令即可继续。",
    )


def nothing(folder: Path, lang: str, width: int) -> list[Text]:
    """Where nothing was handed in at all."""
    say = speaker(lang)
    told = say(
        f"There is nothing to grade in {short(folder)}: it holds one folder or archive per "
        "learner, with files named after exercises, as in `alice/ce.py`.",
        f"{short(folder)} 里没有可以判的文件：应当每人一个文件夹或压缩包，文件以题目命名，"
        "如 `alice/ce.py`。",
    )
    return wrap(command(told), width)


def as_json(
    found: ClassReport, rows: Sequence[Row], graded: int, known: int, seed: int,
    files: Mapping[str, Path | None], lang: str,
) -> dict[str, Any]:  # fmt: skip
    """What ``--json`` prints."""
    told = msgspec.to_builtins(rows)
    for each, row in zip(told, rows, strict=True):
        each["said"] = row.said.in_(lang) if row.said else None
    report = msgspec.to_builtins(found)
    for each, idea in zip(report["ideas"], found.ideas, strict=True):
        each["said"] = idea.said.in_(lang) if idea.said else None
    return {
        "seed": seed,
        "graded": graded,
        "known": known,
        "class": report,
        "rows": told,
        "files": {name: str(path.absolute()) if path else None for name, path in files.items()},
    }
