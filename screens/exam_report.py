"""The report of an exam in a terminal: a summary on one screen, the list of exams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from screens import exam_words as words
from screens.calendar import brief
from screens.layout import entries, heading, rule, short
from screens.markdown import command, inline
from screens.table import table
from screens.words import Say, speaker, track
from screens.wrapping import GLUE, wrap
from trainer.exam.advice import clock
from trainer.exam.report import Point, Report

#: More than these are on the page; a summary is read at one glance.
_PLANNED = 6
_PAST = 4


def summary(report: Report, lang: str, width: int) -> list[Text]:
    """Where they stand and what to do next, by track, on one screen."""
    say = speaker(lang)
    score = words.percent(report.tally.score)
    lines = [
        *heading(Text(words.heading(report, say), "bold"), Text(score, "bold"), width),
        rule(width),
        *wrap(inline(words.standing(report, say)), width),
        *wrap(command(words.advice(report, say)), width),
    ]
    waiting = words.unjudged(report, say)
    if waiting:
        lines += wrap(command(waiting), width)
    lines += [Text(), *_scores(report, say, width)]
    if report.pauses:
        said = say("Pauses: ", "暂停：") + say("; ", "；").join(words.pauses(report, say))
        lines += wrap(Text(said, "dim"), width)
    if report.next:
        lines += [Text(), *_plan(report, lang, say, width)]
    if len(report.trend) > 1:
        lines += [Text(), *wrap(_trend(report.trend[-_PAST:], say), width)]
    return lines


def history(
    points: Sequence[Point], lang: str, width: int, running: str | None = None
) -> list[Text]:
    """One line for each exam that is over, the last one first; ``running`` is the id of one that
    is not."""
    say = speaker(lang)
    now = say(
        f"Exam {running} is running: `practice exam status` shows where you are.",
        f"考试 {running} 正在进行：`practice exam status` 显示进度。",
    )
    if running is not None:
        lines = history(points, lang, width) if points else []
        return [*wrap(command(now), width), *([Text()] if lines else []), *lines]
    if not points:
        none = say(
            "No exam was sat yet: `practice exam` starts one.",
            "还没有考过：`practice exam` 开始一次。",
        )
        return wrap(command(none), width)
    head = [
        say("Exam", "考试"), say("In time", "按时做对"), "", say("Time", "用时"),
        say("Par", "标准的"), "",
    ]  # fmt: skip
    rows = [
        [
            point.id,
            f"{point.tally.passed} / {point.tally.counted}",
            words.percent(point.tally.score),
            clock(point.elapsed),
            "–" if point.time.ratio is None else f"{point.time.ratio:.2f}×",
            _remark(point, say),
        ]
        for point in reversed(points)
    ]
    return _table([head, *rows], width, "<>>>><")


def _remark(point: Point, say: Say) -> str:
    aborted = say("broken off", "已中止") if point.ending == "aborted" else ""
    return "  ".join(filter(None, (aborted, point.profile)))


def _scores(report: Report, say: Say, width: int) -> list[Text]:
    head = [
        say("Track", "方向"), say("Drills", "编程题"), say("Questions", "问答题"),
        say("Late", "超时"), say("Not judged", "待自评"), say("Time / par", "用时 / 标准"),
    ]  # fmt: skip
    rows = [
        [
            track(score.track, say),
            words.tallied(score.drills),
            words.tallied(score.questions),
            str(score.drills.late + score.questions.late or "–"),
            str(score.questions.unjudged or "–"),
            words.against_par(score),
        ]
        for score in report.scores
    ]
    total = [
        say("total", "合计"),
        words.tallied(*(score.drills for score in report.scores)),
        words.tallied(*(score.questions for score in report.scores)),
        str(report.tally.late or "–"),
        str(report.tally.unjudged or "–"),
        f"{clock(report.time.seconds)} / {clock(report.time.par_seconds)}",
    ]
    return _table([head, *rows, *([total] if len(rows) > 1 else [])], width, "<>>>>>")


def _table(rows: Sequence[Sequence[str]], width: int, aligns: str) -> list[Text]:
    """The first row names the columns."""
    cells = [[Text(cell, "" if place else "dim") for cell in row] for place, row in enumerate(rows)]
    return table(cells, width, aligns=aligns, indent="", gaps=(3, 1))


def _plan(report: Report, lang: str, say: Say, width: int, most: int = _PLANNED) -> list[Text]:
    lines = [Text(say("What to drill next", "接下来练什么"), "bold")]
    rows = [
        (Text(f"{place}. {each.id}", "bold"), Text(each.reason.in_(lang)))
        for place, each in enumerate(report.next[:most], 1)
    ]
    lines += entries(rows, width)
    more = len(report.next) - most
    if more > 0:
        lines.append(Text(say(f"  and {more} more", f"  还有 {more} 项"), "dim"))
    return lines


def _trend(points: Sequence[Point], say: Say) -> Text:
    line = Text(say("Trend  ", "趋势  "), "bold")
    for place, point in enumerate(points):
        day = brief(date.fromisoformat(point.day), say)
        day = day.replace(" ", GLUE)
        ratio = "" if point.time.ratio is None else f"{GLUE}{point.time.ratio:.2f}×"
        line.append(f"{GLUE}→ " if place else "", "dim")
        line.append(f"{day}{GLUE}", "dim")
        line.append(words.percent(point.tally.score), "bold" if point is points[-1] else "")
        line.append(ratio, "dim")
    return line


def page_written(page: Path | None, complaint: str, lang: str, width: int) -> list[Text]:
    """Where the page is, or why there is none."""
    say = speaker(lang)
    if page is None:
        return [Text(), *wrap(Text(complaint, "yellow"), width)]
    where = say(f"The page to keep: {short(page)}", f"可保存的网页：{short(page)}")
    return [Text(), *wrap(Text(where), width)]


def more(lang: str, width: int) -> list[Text]:
    """How to see every item."""
    said = speaker(lang)(
        "`practice exam report` shows every item beside its reference.",
        "`practice exam report` 逐题显示你的代码和参考实现。",
    )
    return wrap(command(said), width)


def planned(report: Report, now: bool, lang: str, width: int) -> list[Text]:
    """What was planned, and how to begin; ``now`` says that this command planned it."""
    say = speaker(lang)
    if not report.next:
        return wrap(command(words.advice(report, say)), width)
    drills = [each for each in report.next if each.kind == "drill"]
    asked = len(drills) < len(report.next)
    done = (
        say("Planned.", "已排入计划。")
        if now
        else say("It is planned already.", "之前已排入计划。")
    )
    start = []
    if drills:
        start.append(
            say(
                "`practice next` serves the drills one after another, before anything else.",
                "`practice next` 会先按顺序给出这些编程题。",
            )
        )
    if asked:
        start.append(
            say("`practice quiz` asks the questions first.", "`practice quiz` 会先问这些问答题。")
        )
    sentences = say(" ", "").join([done, *start])
    undo = say("`practice undo` takes the plan back.", "`practice undo` 可以撤销。")
    lines = [*_plan(report, lang, say, width, len(report.next)), Text()]
    lines += wrap(command(sentences), width)
    return [*lines, *(wrap(command(undo), width) if now else [])]
