"""Every item of an exam that is over: what was handed in, beside what is right."""

from __future__ import annotations

from rich.text import Text

from screens import exam_words as words
from screens.boxes import padded
from screens.check_names import check_name
from screens.layout import entries, heading, rule
from screens.markdown import command, inline, render
from screens.side_by_side import Line, side_by_side
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.exam.advice import clock
from trainer.exam.items import ItemReport
from trainer.exam.report import Report

_MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "open": ("✗", "red"),
    "unjudged": ("?", "yellow"),
    "unreached": ("·", "dim"),
}


def items(report: Report, lang: str, width: int) -> list[Text]:
    """Every item: what was handed in, what is wrong with it, and what is right."""
    lines: list[Text] = []
    for item in report.items:
        lines += [Text(), *_item(item, lang, speaker(lang), width)]
    return lines


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
