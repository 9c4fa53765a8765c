"""Files that are closer than their exercise makes likely, side by side: a place to look."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

from rich.text import Text

from cohort.model import Submission
from cohort.similar import Pair, Similar
from screens.boxes import padded
from screens.cohort import written_to
from screens.excerpt import clipped
from screens.layout import heading, rule
from screens.words import Say, speaker
from screens.wrapping import wrap

#: Narrower than this the files stand one under the other.
_BESIDE = 72


def similar(
    found: Similar, shown: int, lang: str, width: int, page: Path | None = None
) -> list[Text]:
    """The first ``shown`` pairs; ``page`` is the file that holds them with lines marked."""
    say = speaker(lang)
    title = Text(say("Places to look", "值得一看的地方"), "bold")
    count = stand_out(found, say)
    lines = [*heading(title, Text(count, "dim"), width), rule(width)]
    told = [innocent(say)]
    if found.too_few:
        told.append(too_few(found, say))
    if not found.pairs:
        told[0] = say("No pair stands out.", "没有特别突出的。")
    lines += [line for text in told for line in wrap(Text(text), width)]
    for pair in found.pairs[:shown]:
        lines += [Text(), *_pair(pair, say, width)]
    rest = len(found.pairs) - shown
    if rest > 0:
        more = say(
            f"{rest} more: `--show {len(found.pairs)}` shows all, `--html FILE` writes a page of "
            "them.",
            f"另有 {rest} 对：`--show {len(found.pairs)}` 全部显示，`--html 文件` 写成网页。",
        )
        lines += [Text(), *wrap(Text(more, "dim"), width)]
    if page is not None:
        lines += [Text(), *written_to([page], say, width)]
    return lines


def stand_out(found: Similar, say: Say) -> str:
    """How many do, of how many."""
    return say(
        f"{len(found.pairs)} of {found.compared} pairs stand out",
        f"比较 {found.compared} 对，{len(found.pairs)} 对较突出",
    )


def innocent(say: Say) -> str:
    """What a pair says, and what it does not."""
    return say(
        "Names, comments and the order of independent statements aside, these are closer than "
        "the other files for the exercise. That has innocent reasons too: a lecture, a book, "
        "working together where it is allowed. It says where to look, not what happened.",
        "除去命名、注释和互不相关语句的顺序后，下面的文件比同一题的其他文件更接近。原因可以很正常："
        "同一堂课、同一本书、允许的合作。这里只提示可以看哪里，不说明发生了什么。",
    )


def too_few(found: Similar, say: Say) -> str:
    """Of which exercises nothing is said; empty when there are none."""
    names = ", ".join(found.too_few)
    return names and say(
        f"Too few files to say what is usual: {names}.",
        f"文件太少，无法判断怎样算平常：{names}。",
    )


def _pair(pair: Pair, say: Say, width: int) -> list[Text]:
    alike, usual = f"{100 * pair.likeness:.0f}%", f"{100 * pair.usual:.0f}%"
    head = Text.assemble(
        (pair.exercise, "bold"),
        "  ",
        say(f"{alike} alike, usual {usual}", f"相似 {alike}，平常 {usual}"),
    )
    lines = wrap(head, width)
    if width < _BESIDE:
        for each in (pair.one, pair.other):
            lines.append(Text(clipped(each.path, width), "cyan"))
            lines += [Text("  " + clipped(line, width - 2)) for line in _lines(each)]
        return lines
    room = (width - 3) // 2
    rows = zip_longest(_lines(pair.one), _lines(pair.other), fillvalue="")
    lines.append(_row(pair.one.path, pair.other.path, room, "cyan"))
    return lines + [_row(one, other, room) for one, other in rows]


def _row(one: str, other: str, room: int, style: str = "") -> Text:
    left = Text(padded(clipped(one, room), room), style)
    return left + Text(" │ ", "dim") + Text(clipped(other, room), style)


def _lines(submission: Submission) -> list[str]:
    return submission.source.decode("utf-8", "replace").expandtabs(4).rstrip().splitlines()


def as_json(found: Similar) -> dict[str, Any]:
    """What ``--json`` prints."""

    def file(each: Submission) -> dict[str, str]:
        source = each.source.decode("utf-8", "replace")
        return {"learner": each.learner, "path": each.path, "source": source}

    return {
        "compared": found.compared,
        "too_few": found.too_few,
        "pairs": [
            {
                "exercise": pair.exercise,
                "likeness": pair.likeness,
                "usual": pair.usual,
                "files": [file(pair.one), file(pair.other)],
                "matches": [{"lines": [m.one, m.other]} for m in pair.matches],
            }
            for pair in found.pairs
        ],
    }
