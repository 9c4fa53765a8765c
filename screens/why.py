"""Why an exercise is, or is not, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.text import Text

from screens.calendar import dated, day, distance
from screens.layout import entries, heading, rule
from screens.markdown import inline
from screens.serving import leech
from screens.words import GRADES, Say, speaker
from screens.wrapping import wrap
from trainer.desk import Desk
from trainer.why import Explained, Past

#: Of many reviews the last ones say most.
_SHOWN = 6


def why(found: Explained, desk: Desk, lang: str, width: int) -> list[Text]:
    """The screen of `practice why`."""
    say, today = speaker(lang), desk.today
    spec = found.standing.spec
    title = Text.assemble((spec.id, "bold cyan"), "  ", (spec.title.in_(lang), "bold"))
    remark = Text(say(f"level {spec.level}", f"难度 {spec.level}"), "dim")
    reasons = say("; ", "；").join(reason.in_(lang) for reason in found.reasons)
    verdict = say("yes", "是") if found.is_next else say("no", "否")
    rows = [(say("Next?", "下一题？"), f"{verdict}{say(', ', '，')}{reasons}")]
    if found.recall is not None:
        percent = f"{found.recall:.0%}"
        comes = f"{desk.settings.retention:.0%}"
        told = say(
            f"{percent} likely to be known today; it comes back at {comes}",
            f"今天还记得的概率 {percent}；降到 {comes} 时再来",
        )
        rows.append((say("Recall", "记忆"), told))
    if found.standing.due is not None:
        rows.append((say("Due", "到期"), day(found.standing.due, today, say)))
    lines = [*heading(title, remark, width), rule(width)]
    lines += entries([(Text(term, "bold"), inline(told)) for term, told in rows], width, "")
    lines += _reviews(found, today, say, lang, width)
    if found.if_rated:
        head = say("Reviewed today, it would come back", "今天复习的话，下次再来")
        lines += [Text(), *wrap(Text(head, "bold"), width)]
        lines += entries(
            [
                (Text(say(*GRADES[grade])), Text(distance(due, today, say)))
                for grade, due in found.if_rated.items()
            ],
            width,
        )
    helps = leech(spec, desk, lang, width)
    return [*lines, Text(), *helps[:-1]] if helps else lines


def _reviews(found: Explained, today: date, say: Say, lang: str, width: int) -> list[Text]:
    if not found.reviews:
        return [Text(), *wrap(Text(say("Never reviewed.", "还没有复习过。")), width)]
    passes, count = found.passes, len(found.reviews)
    head = say(
        f"Reviews: {count}, passed on {passes} {'day' if passes == 1 else 'days'}",
        f"复习 {count} 次，通过 {passes} 天",
    )
    if count > _SHOWN:
        head += say(f"; the last {_SHOWN}", f"；最近 {_SHOWN} 次")
    rows = [_row(each, today, say, lang) for each in found.reviews[-_SHOWN:]]
    return [Text(), *wrap(Text(head, "bold"), width), *entries(rows, width)]


def _row(past: Past, today: date, say: Say, lang: str) -> tuple[Text, Text]:
    when = date.fromisoformat(past.day)
    reasons = say(", ", "，").join(reason.in_(lang) for reason in past.reasons)
    told = f"{say(*GRADES[past.grade])}{say(': ', '：')}{reasons}"
    return Text(dated(when, say, with_year=when.year != today.year)), Text(told)


def as_json(found: Explained) -> dict[str, Any]:
    """What ``--json`` prints."""
    standing = found.standing
    advice = found.advice
    return {
        "exercise": standing.spec.id,
        "state": standing.state,
        "is_next": found.is_next,
        "reasons": [reason.en for reason in found.reasons],
        "recall": None if found.recall is None else round(found.recall, 4),
        "due": standing.due.isoformat() if standing.due else None,
        "passes": found.passes,
        "reviews": _listed(found.reviews),
        "if_rated": {grade: due.isoformat() for grade, due in found.if_rated.items()},
        "waits_for": list(standing.waits_for),
        "lapses": standing.lapses,
        "leech": {
            "lapses": advice.lapses,
            "first": advice.first.id if advice.first else None,
        }
        if advice
        else None,
    }


def _listed(reviews: Sequence[Past]) -> list[dict[str, Any]]:
    return [
        {"day": r.day, "rating": r.grade, "reasons": [reason.en for reason in r.reasons]}
        for r in reviews
    ]
