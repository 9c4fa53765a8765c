"""The report of an exam in a terminal: a summary on one screen, every item, the list of exams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from screens import exam_words as words
from screens.boxes import padded
from screens.calendar import brief
from screens.check_names import check_name
from screens.layout import entries, heading, rule, short
from screens.markdown import command, inline, render
from screens.side_by_side import Line, side_by_side
from screens.table import table
from screens.words import Say, speaker, track
from screens.wrapping import GLUE, wrap
from trainer.exam.advice import clock
from trainer.exam.items import ItemReport
from trainer.exam.report import Point, Report

#: More than these are on the page; a summary is read at one glance.
_PLANNED = 6
_PAST = 4

_MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "open": ("✗", "red"),
    "unjudged": ("?", "yellow"),
    "unreached": ("·", "dim"),
}


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


def items(report: Report, lang: str, width: int) -> list[Text]:
    """Every item: what was handed in, what is wrong with it, and what is right."""
    lines: list[Text] = []
    for item in report.items:
        lines += [Text(), *_item(item, lang, speaker(lang), width)]
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


def _item(item: ItemReport, lang: str, say: Say, width: int) -> list[Text]:
    mark, style = _MARKS[item.outcome]
    style = "yellow" if item.late and item.outcome == "passed" else style
    left = Text.assemble((f"{mark} ", f"bold {style}"), f"{item.number}. ", (item.id, "bold"))
    time = "" if item.outcome == "unreached" else f"  {clock(item.seconds)}"
    par = f" / {clock(item.par_seconds)}"
    right = Text.assemble((words.outcome(item, say), style), (time + par if time else "", "dim"))
    lines = [*heading(left, right, width), rule(width)]
    body = _drill(item, lang, say, width) if item.kind == "drill" else _question(item, lang, width)
    return [*lines, *body]


def _drill(item: ItemReport, lang: str, say: Say, width: int) -> list[Text]:
    lines: list[Text] = []
    idea = item.mistake_text.in_(lang) if item.mistake_text else item.said
    if idea:
        known = f" ({item.mistake})" if item.mistake_text else ""
        said = Text(say("What went wrong: ", "错在哪里："), "bold yellow") + inline(idea)
        lines += wrap(said + Text(known, "dim"), width)
    if item.failed:
        free = item.outcome == "passed"
        label = (
            say("Edge cases that failed, at no cost: ", "未通过的边界情况（不影响结果）：")
            if free
            else say("Failed: ", "未通过的检查：")
        )
        names = say("; ", "；").join(check_name(check, say) for check in item.failed)
        lines += wrap(Text(label, "dim") + Text(names), width)
    if item.outcome == "unreached":
        never = say(
            f"Never shown: write it with `practice grade {item.id}` before you see the reference.",
            f"没有出现过：先用 `practice grade {item.id}` 自己写，再看参考实现。",
        )
        return [*lines, *wrap(command(never), width)]
    if item.code is None:
        lines += wrap(Text(say("It was never run.", "一次也没有运行。"), "dim"), width)
    lines += _sides(item.code or "", item.reference or "", say, width)
    return lines


def _sides(code: str, reference: str, say: Say, width: int) -> list[Text]:
    """Both in columns, from the first class or function on, each line continued where it must."""
    rows, cut = side_by_side(_from_definition(code), _from_definition(reference))
    room = (width - 3) // 2
    title = (
        say("your code (its beginning)", "你的代码（开头）")
        if cut
        else say("your code", "你的代码")
    )
    lines = [
        Text.assemble(
            (padded(title, room), "dim"), (" │ ", "dim"), (say("reference", "参考实现"), "dim")
        )
    ]
    for left, right in rows:
        if not (left.says or right.says):
            continue  # docstrings and comments take more room than they are worth here
        ours, theirs = _pieces(left, room, "red"), _pieces(right, room, "green")
        for place in range(max(len(ours), len(theirs))):
            one = ours[place] if place < len(ours) else Text()
            other = theirs[place] if place < len(theirs) else Text()
            one = one + Text(" " * max(0, room - one.cell_len))
            lines.append(one + Text(" │ ", "dim") + other)
    return lines


def _from_definition(source: str) -> str:
    lines = source.strip("\r\n").splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith(("class ", "def "))), 0)
    return "\n".join(lines[start:])


def _pieces(line: Line, room: int, style: str) -> list[Text]:
    """A line of code in as many as it needs; one that differs begins with a mark."""
    if not line.says:
        return []
    indent = min(line.indent // 2, room // 3)
    margin = Text("≠ " if line.differs else "  ", style)
    code = Text("".join(c if c.isprintable() else "·" for c in line.text.strip()))
    code.stylize(style if line.differs else "")
    rest = " " * (2 + indent + 2)
    return wrap(code, room, margin + Text(" " * indent), rest)


def _question(item: ItemReport, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    lines = render(item.prompt.in_(lang), width) if item.prompt else []
    if item.outcome == "unreached":
        never = say(
            "Never shown: `practice quiz` asks it before you see the answer.",
            "没有出现过：先在 `practice quiz` 里回答，再看答案。",
        )
        return [*lines, *wrap(command(never), width)]
    if item.form == "order" and item.reply is not None:
        order = say(
            "In the right order; the number after a cross is what you put there.",
            "按正确顺序排列；叉号后是你放在那里的编号。",
        )
        lines += wrap(Text(order, "dim"), width)
    for entry in item.entries:
        if item.form == "order":
            mark = ("✓" if entry.right else f"✗ {entry.given}") if entry.chosen else ""
        else:
            mark = "✓" if entry.right else "✗" if entry.chosen else " "
            mark = (">" if entry.chosen else " ") + mark
        style = "green" if entry.right else "red" if entry.chosen else ""
        margin = Text.assemble("  ", (padded(mark, 4), style), f"{entry.label}  ")
        lines += wrap(inline(entry.text.in_(lang), style), width, margin, " " * 9)
    reply = "–" if item.reply is None else item.reply
    rows = [(Text(say("You said", "你的回答"), "bold"), Text(" ".join(reply.split())))]
    if item.right_reply is not None:
        label = (
            say("Model answer", "参考答案") if item.form == "short" else say("Right", "正确答案")
        )
        rows.append((Text(label, "bold"), inline(" ".join(item.right_reply.in_(lang).split()))))
    lines += entries(rows, width, indent="")
    if item.explanation is not None:
        lines += render(item.explanation.in_(lang), width)
    return lines


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
