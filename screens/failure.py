"""The verdict on code that did not pass, on one screen.

In this order, and with what is missing left out: what failed, the idea that is wrong or where the
values leave the road, the smallest example, the learner's own line, what they printed, what to
type next.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rich.text import Text

from exercises.spec import Spec
from grader.verdict import Check, Diagnosis, Repair, Verdict
from screens.excerpt import clipped, excerpt
from screens.layout import heading, rule
from screens.markdown import command, inline
from screens.words import Say, speaker
from screens.wrapping import wrap

#: A failing verdict is read at one glance: the height of a small terminal at the usual width.
ROOM = (80, 30)

#: What gives way first when there is more than one screen of it, and how many lines it keeps.
_GIVES_WAY = (("printed", 3), ("example", 6), ("idea", 5), ("line", 3), ("failed", 4), ("note", 1))

_PRINTED_LINES = 6


def failure(
    verdict: Verdict,
    spec: Spec,
    source: bytes,
    file_name: str,
    lang: str,
    width: int,
    closing: Sequence[str] = (),
) -> list[Text]:
    """The screen of a failed grade; ``closing`` are the sentences on what comes next."""
    say = speaker(lang)
    failed = first_failed(verdict)
    sections = {
        "failed": _what_failed(failed, verdict.unwritten, width, say),
        "idea": _idea(verdict.diagnosis, width, say),
        "example": _example(verdict.diagnosis, width, say),
        "line": _line(verdict, source, file_name, width, say),
        "printed": _printed(verdict.printed, width, say),
        "note": wrap(Text(verdict.note, "dim"), width) if verdict.note else [],
        "next": [line for sentence in closing for line in wrap(command(sentence), width)],
    }
    top = [*heading(*_title(verdict, spec, lang, say), width), rule(width)]
    _squeeze(sections, _height(width) - len(top))
    body = [section for section in sections.values() if section]
    return [*top, *_separated(body)]


def first_failed(verdict: Verdict) -> Check | None:
    """The check that decided: the first core one that failed, in the order they depend."""
    failed = [check for check in verdict.checks if check.status == "failed"]
    return next((check for check in failed if check.level == "core"), failed[0] if failed else None)


def _title(verdict: Verdict, spec: Spec, lang: str, say: Say) -> tuple[Text, Text]:
    core = [check for check in verdict.checks if check.level == "core"]
    passed = sum(check.status == "passed" for check in core)
    state = say("not yet", "还没通过")
    if verdict.unwritten:
        state = say("not written yet", "还没写")
    title = Text.assemble(
        ("✗ ", "bold red"), (spec.id, "bold"), "  ", spec.title.in_(lang), (f"  {state}", "red")
    )
    count = say(f"{passed} of {len(core)} checks passed", f"通过 {passed}/{len(core)} 项检查")
    return title, Text(count if core and not verdict.unwritten else "", "dim")


def _what_failed(check: Check | None, unwritten: bool, width: int, say: Say) -> list[Text]:
    """The sentence of the check first; its name says what was being looked at."""
    if check is None:
        return []
    lines = [line for part in check.message.splitlines() for line in wrap(inline(part), width)]
    for line in lines:
        line.stylize("bold")
    name = Text(say(f"Checked: {check.name}.", f"检查项：{check.name}。"), "dim")
    return lines if unwritten else [*lines, *wrap(name, width)]


def _idea(diagnosis: Diagnosis, width: int, say: Say) -> list[Text]:
    """The known mistake, and where the fault is: what was found by changing the code, else the last
    step that was still right."""
    lines: list[Text] = []
    repair = diagnosis.repair
    if diagnosis.text:
        head = say("What it looks like", "很可能是这样")
        if diagnosis.observed:  # not what was meant, but what is so
            head = say("What differs", "差别在这里")
        if repair is not None:  # the idea and the place it was found at are one thing
            place = _places(repair, say)
            head += say(f", {place}", f"（{place}）")
        mark = Text(head + say(": ", "："), "bold yellow")
        lines += wrap(mark + inline(diagnosis.text), width)
    if repair is not None:
        if not diagnosis.text:
            mark = Text(say("Where: ", "在哪里："), "bold yellow")
            lines += wrap(mark + inline(repair.text), width)
    elif diagnosis.step is not None:
        step = diagnosis.step.text
        lines += wrap(inline(step[:1].upper() + step[1:]), width)
    return lines


def _places(repair: Repair, say: Say) -> str:
    """The lines of a change, and the other where one of the same size would do."""
    place = numbered(repair.lines, say)
    if repair.other is not None:
        place += say(f" or {repair.other}", f"或第 {repair.other} 行")
    return place


def numbered(lines: Sequence[int], say: Say) -> str:
    """Line 8, or lines 8, 9 and 12."""
    *first, last = map(str, lines)
    if not first:
        return say(f"line {last}", f"第 {last} 行")
    return say(f"lines {', '.join(first)} and {last}", f"第 {'、'.join([*first, last])} 行")


def _example(diagnosis: Diagnosis, width: int, say: Say) -> list[Text]:
    example = diagnosis.counterexample
    if example is None:
        return []
    what = say("Smallest example that shows it", "能说明问题的最小例子")
    if example.about == "gradient":
        what = say("Smallest example (its gradient)", "能说明问题的最小例子（看梯度）")
    values = [
        Text.assemble((say("expected ", "应为 "), "green"), example.expected),
        Text.assemble((say("got      ", "得到 "), "red"), example.got),
    ]
    if example.difference:
        values.append(Text(example.difference, "dim"))
    return [
        *wrap(Text(what, "bold"), width),
        *(
            piece
            for line in example.inputs.splitlines()
            for piece in wrap(Text(line, "cyan"), width, "  ", "      ")
        ),
        *(line for value in values for line in wrap(value, width, "  ", "    ")),
    ]


def _line(verdict: Verdict, source: bytes, file_name: str, width: int, say: Say) -> list[Text]:
    """Where it happened: the innermost of the learner's own frames, and how it was reached."""
    step = verdict.diagnosis.step
    if verdict.traceback:
        *callers, last = verdict.traceback
        where = say(f"{file_name}, line {last.line}", f"{file_name} 第 {last.line} 行")
        if last.function not in ("", "<module>"):
            where += say(f", in {last.function}", f"，{last.function} 中")
        lines = wrap(Text(where, "bold"), width)
        if callers and callers[-1].line != last.line:
            lines += excerpt(source, callers[-1].line, width)
        return lines + excerpt(source, last.line, width, (last.column, last.end_column))
    repair = verdict.diagnosis.repair
    if repair is not None:
        places = numbered(repair.lines, say)
        where = say(f"{file_name}, {places}", f"{file_name} {places}")
        shown = [piece for line in repair.lines for piece in excerpt(source, line, width)]
        return [*wrap(Text(where, "bold"), width), *shown]
    if step is None or step.line is None:
        return []
    # the line that is wrong, after the one that was still right
    line = step.wrong_line or step.line
    where = say(f"{file_name}, line {line}", f"{file_name} 第 {line} 行")
    lines = wrap(Text(where, "bold"), width)
    if step.wrong_line is not None:
        lines += excerpt(source, step.line, width)
    return lines + excerpt(source, line, width)


def _printed(printed: str, width: int, say: Say) -> list[Text]:
    lines = _counted(printed.rstrip().expandtabs(4).splitlines())
    if not lines:
        return []
    shown = lines[:_PRINTED_LINES]
    title = say("Your code printed", "你的代码输出了")
    if len(lines) > len(shown):
        title += say(f" ({len(lines)} lines, first)", f"（共 {len(lines)} 行，开头是）")
    return [
        *wrap(Text(title, "bold"), width),
        *(Text("  " + clipped(line, width - 2)) for line in shown),
    ]


def _counted(lines: list[str]) -> list[str]:
    """Lines that repeat become one: a print in forward repeats with every call."""
    return [
        line if count == 1 else f"{line}  (×{count})"
        for line, count in ((line, len(list(same))) for line, same in itertools.groupby(lines))
    ]


def _height(width: int) -> int:
    """The same room on a narrow terminal, where every sentence needs more lines."""
    usual_width, height = ROOM
    return height if width >= usual_width else height * usual_width // width


def _squeeze(sections: dict[str, list[Text]], room: int) -> None:
    """Shorten what gives way first, until everything fits with an empty line between sections."""
    for name, least in _GIVES_WAY:
        kept = [section for section in sections.values() if section]
        excess = sum(map(len, kept)) + len(kept) - 1 - room
        section = sections[name]
        if excess > 0 and len(section) > least:
            keep = max(least, len(section) - excess)
            sections[name] = [*section[: keep - 1], Text("  …", "dim")]


def _separated(sections: list[list[Text]]) -> list[Text]:
    lines: list[Text] = []
    for section in sections:
        lines += [Text(), *section] if lines else section
    return lines
