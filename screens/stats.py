"""Statistics in a terminal: one screen; the rest of the numbers in JSON and on the page."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.text import Text

from exercises.spec import Spec
from screens import stats_words as words
from screens.boxes import padded
from screens.calendar import brief, dated
from screens.layout import entries, heading, rule
from screens.markdown import command, inline
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.exam.advice import clock
from trainer.statistics import Statistics

_HEAT = "·░▒▓█"
_STYLES = ("dim", "green", "green", "green", "green")
_BARS = " ▁▂▃▄▅▆▇█"
_ROWS = (("Mon", "一"), ("", ""), ("Wed", "三"), ("", ""), ("Fri", "五"), ("", ""), ("Sun", "日"))
_MARGIN = 4
#: A year of weeks is all that is shown of the past.
_WEEKS = 53
#: Of each list so many stand here, and fewer where all would not stand beside the prompt.
_SHORT = (3, 2, 1)
_SCREEN = 23


def summary(found: Statistics, specs: Mapping[str, Spec], lang: str, width: int) -> list[Text]:
    """All of it on one screen."""
    say = speaker(lang)
    title = Text(say("Statistics", "统计"), "bold") + Text(f"  {dated(found.day, say)}", "dim")
    row = found.in_a_row
    done = say(
        f"{found.reviews} review{'s' * (found.reviews != 1)}, {row} day{'s' * (row != 1)} in a row",
        f"共 {found.reviews} 次复习，连续 {row} 天",
    )
    lines = [*heading(title, Text(done), width), rule(width)]
    if not found.days:
        begin = say(
            "Nothing was graded yet: `practice next` serves the first drill.",
            "还没有任何判题记录：`practice next` 给出第一题。",
        )
        return [*lines, *wrap(command(begin), width)]
    lines += heat(found, say, width)
    lines += [Text(), *wrap(Text(words.due(found, say)), width), *forecast(found, say, width)]
    for short in _SHORT:
        numbers = entries(_numbers(found, specs, lang, say, short), width, indent="")
        if len(lines) + 1 + len(numbers) <= _SCREEN:
            break
    return [*lines, Text(), *numbers]


def heat(found: Statistics, say: Say, width: int) -> list[Text]:
    """A square for every day, a column for every week, as many as fit."""
    weeks = words.weeks(found.day, min(_WEEKS, (width - _MARGIN) // 2))
    shades = words.shades(found.days)
    months = ""
    for number, week in enumerate(weeks):
        first = next((day for day in week if day is not None and day.day == 1), None)
        at = _MARGIN + 2 * number
        room = at - cell_len(months)
        if first is not None and room >= 0 and at + 4 <= width:
            name = say(brief(first, say).split()[-1], f"{first.month}月")
            months += " " * room + name + " "
    lines = [Text(months.rstrip(), "dim")]
    for row, names in enumerate(_ROWS):
        label = say(*names)
        line = Text(padded(label, _MARGIN), "dim")
        for week in weeks:
            day = week[row]
            shade = shades.get(day, 0) if day is not None else 0
            mark = _HEAT[shade] if day is not None else " "
            line += Text(f"{mark} ", _STYLES[shade])
        line.rstrip()
        lines.append(line)
    return lines


def forecast(found: Statistics, say: Say, width: int) -> list[Text]:
    """A bar for every day ahead, as far as there is room, with what it stands for under it."""
    counts = [due.drills + due.questions for due in found.due][:width]
    most = max(counts)
    if not most:
        return []
    step = 2 if width >= 2 * len(counts) else 1
    full = len(_BARS) - 1
    bars = "".join(_BARS[-(-full * n // most)].ljust(step) for n in counts)
    under = ""
    for place in range(0, len(counts), 10):
        name = say("today", "今天") if place == 0 else brief(found.due[place].day, say)
        room = step * place - cell_len(under)
        if room >= 0 and step * place + cell_len(name) <= width:
            under += " " * room + name
    busiest = say(f"  (most: {most})", f"（最多 {most}）")
    if cell_len(under + busiest) <= width:
        under += busiest
    return [Text(bars.rstrip(), "cyan"), Text(under, "dim")]


def _numbers(
    found: Statistics, specs: Mapping[str, Spec], lang: str, say: Say, short: int
) -> list[tuple[Text, Text]]:
    rows = [_row(say("Recalled", "记住率"), _retention(found, say))]
    if found.pace:
        slowest = say(", ", "，").join(
            f"`{p.exercise}` {clock(p.seconds)} / {clock(p.par_seconds)}"
            for p in found.pace[:short]
        )
        rows.append(_row(say("Time / par", "用时/标准"), slowest))
    if found.families:
        weak = say(", ", "，").join(
            say(
                f"{f.family} {words.percent(f.share)} of {f.reviews}",
                f"{f.family} {words.percent(f.share)}（{f.reviews} 次）",
            )
            for f in found.families[:short]
        )
        rows.append(_row(say("Weakest", "最弱"), weak))
    if found.mistakes:
        frequent = say(", ", "，").join(
            f"`{m.exercise}` {m.mistake} {m.runs}×" for m in found.mistakes[:short]
        )
        rows.append(_row(say("Mistakes", "常见错误"), frequent))
    rows.append(_row(say("Ready", "准备程度"), words.ready(found, say)))
    return rows


def _row(term: str, told: str) -> tuple[Text, Text]:
    return Text(term, "bold"), inline(told)


def _retention(found: Statistics, say: Say) -> str:
    if not found.retention:
        return say("nothing has come back yet", "还没有复习过第二次")
    return say("; ", "；").join(
        say(
            f"{words.kind(r, say)} {words.percent(r.true)} of {r.reviews} "
            f"(predicted {words.percent(r.predicted)}, last {r.late_reviews}: "
            f"{words.percent(r.late)})",
            f"{words.kind(r, say)} {r.reviews} 次中 {words.percent(r.true)}"
            f"（预测 {words.percent(r.predicted)}，最近 {r.late_reviews} 次 "
            f"{words.percent(r.late)}）",
        )
        for r in found.retention
        if r.kind != "all"
    )


def as_json(
    found: Statistics, specs: Mapping[str, Spec], lang: str, page: str | None
) -> dict[str, object]:
    """What `--json` prints."""

    def share(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "day": found.day.isoformat(),
        "reviews": found.reviews,
        "days": [{"day": day.isoformat(), "count": n} for day, n in found.days.items()],
        "days_in_a_row": found.in_a_row,
        "due": [
            {"day": d.day.isoformat(), "drills": d.drills, "questions": d.questions}
            for d in found.due
        ],
        "retention": [
            {"kind": r.kind, "reviews": r.reviews, "true": share(r.true),
             "predicted": share(r.predicted), "late": share(r.late),
             "late_reviews": r.late_reviews}
            for r in found.retention
        ],
        "calibration": [
            {"from": b.low, "to": b.high, "reviews": b.reviews, "predicted": share(b.predicted),
             "true": share(b.true)}
            for b in found.calibration
        ],
        "pace": [
            {"exercise": p.exercise, "seconds": round(p.seconds, 1),
             "par_seconds": p.par_seconds, "ratio": share(p.ratio), "passes": p.passes}
            for p in found.pace
        ],
        "families": [
            {"family": f.family, "reviews": f.reviews, "passed": f.passed, "share": share(f.share)}
            for f in found.families
        ],
        "mistakes": [
            {"exercise": m.exercise, "mistake": m.mistake, "runs": m.runs, "last": m.last,
             "text": words.sentence(m, specs, lang)}
            for m in found.mistakes
        ],
        "readiness": {
            "day": found.ready_on.isoformat(),
            "recall": share(words.overall(found)),
            "tracks": [
                {"track": t.track, "exercises": t.exercises, "met": t.met,
                 "recall": share(t.recall)}
                for t in found.readiness
            ],
        },
        "page": page,
    }  # fmt: skip
