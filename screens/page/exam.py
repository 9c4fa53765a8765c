"""The report of an exam as one HTML page that holds everything it shows.

No script, no font and no address: it is read offline, sent to somebody, printed. Whatever comes
from the learner is escaped by the template engine, and a policy in the page forbids everything but
its own style, should anything ever slip through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exercises.texts import Text
from screens import exam_words
from screens.calendar import brief
from screens.check_names import check_name
from screens.excerpt import clipped
from screens.markdown import inline as plain_inline
from screens.page.code import one_side, side_by_side
from screens.page.drawing import rendered
from screens.page.prose import block, clean, inline
from screens.page.trend import Chart, chart
from screens.words import Say, speaker, track
from trainer.exam.advice import clock
from trainer.exam.items import ItemReport
from trainer.exam.report import Point, Report

#: Fields of a tally in the order of a stacked bar, and their names.
_KEY = (
    ("passed", "in time", "按时做对"),
    ("late", "late", "超时做对"),
    ("failed", "not passed", "未通过"),
    ("unjudged", "not judged", "待自评"),
    ("unreached", "not reached", "没来得及"),
)
_TITLE_ROOM = 90


def exam_page(report: Report, lang: str) -> str:
    """The whole page."""
    say = speaker(lang)
    longest = max([1.0, *(max(i.seconds, i.par_seconds) for i in report.items)])
    score_chart, time_chart = _charts(report.trend, say)
    return rendered(
        "page.html",
        ("style.css",),
        report=report,
        lang=lang,
        say=say,
        words=exam_words,
        track=track,
        key=_KEY,
        clock=clock,
        clean=clean,
        inline=inline,
        block=block,
        check_name=check_name,
        side_by_side=side_by_side,
        one_side=one_side,
        one_line=lambda title: _one_line(title, lang),
        short=lambda item: _fits_a_heading(item, lang),
        of=exam_words.tallied,
        of_all=lambda part: exam_words.tallied(*(getattr(s, part) for s in report.scores)),
        share=lambda seconds: f"{100 * seconds / longest:.1f}",
        score_chart=score_chart,
        time_chart=time_chart,
    )


def _one_line(title: Text, lang: str) -> str:
    return clipped(" ".join(plain_inline(title.in_(lang)).plain.split()), _TITLE_ROOM)


def _fits_a_heading(item: ItemReport, lang: str) -> bool:
    """Whether the title is one paragraph; a longer prompt stands under a heading of its own."""
    title = item.title.in_(lang).strip()
    return not any(piece in title for piece in ("\n\n", "```", "$$", "\n- "))


def _charts(trend: Sequence[Point], say: Say) -> tuple[Chart, Chart]:
    named = [brief(date.fromisoformat(point.day), say) for point in trend]
    scores = [point.tally.score for point in trend]
    ratios = [point.time.ratio for point in trend]
    slowest = max([1.5, *(ratio for ratio in ratios if ratio is not None)])
    heights = [(0.0, "0"), (1.0, say("par", "标准"))]
    heights += [(float(n), f"{n}×") for n in range(2, int(slowest) + 1, max(1, int(slowest) // 4))]
    return (
        chart(
            scores,
            [exam_words.percent(score) for score in scores],
            named,
            [(0.0, "0%"), (0.5, "50%"), (1.0, "100%")],
            top=1.1,
        ),
        chart(
            ratios,
            ["–" if ratio is None else f"{ratio:.2f}×" for ratio in ratios],
            named,
            heights,
            top=slowest * 1.1,
            marked=1.0,
        ),
    )
