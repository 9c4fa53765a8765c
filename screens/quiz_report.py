"""What `practice quiz --json` prints; `docs/json.md` describes every field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exercises.questions import Question, Short
from exercises.replies import right_reply
from screens.question import how_to_answer, labelled, wrongly_chosen
from trainer.quiz import Ahead, Reviewed, Standing

Report = dict[str, Any]


def asked(question: Question | None, seed: int, left: Ahead, lang: str) -> Report:
    """The next question, shuffled by ``seed``; ``id`` is null when there is none."""
    report: Report = {"id": None}
    if question is not None:
        report = {
            **_named(question),
            "prompt": question.prompt.in_(lang),
            **choices(question, lang),
            "what_to_type": how_to_answer(question, lang),
            "seed": seed,
        }
    return report | {
        "left": {"due": left.due, "new": left.new, "unseen": left.unseen},
        "unjudged": [each.id for each in left.unjudged],
        "next_due": left.back.isoformat() if left.back else None,
    }


def choices(question: Question, lang: str) -> Report:
    """The options or steps as they are shown, with what is typed for each."""
    entries = labelled(question)
    if not entries:
        return {}
    if question.kind == "order":
        return {"steps": [{"number": int(n), "text": step.in_(lang)} for n, step in entries]}
    return {"options": [{"letter": letter, "text": each.in_(lang)} for letter, each in entries]}


def answered(question: Question, typed: str, seed: int, reviewed: Reviewed, lang: str) -> Report:
    wrong = [option.why.in_(lang) for _, option in wrongly_chosen(question, typed) if option.why]
    report: Report = {
        "id": question.id,
        "right": reviewed.right,
        "right_reply": right_reply(question, lang),
        "why": " ".join(wrong) or None,
        "explanation": question.explanation.in_(lang),
        "seed": seed,
    }
    if isinstance(question, Short):
        report["points"] = [point.in_(lang) for point in question.points]
    return report | _reviewed(reviewed)


def judged(question: Question, judgement: str, reviewed: Reviewed) -> Report:
    return {"id": question.id, "judged": judgement, **_reviewed(reviewed)}


def listing(standings: Sequence[Standing]) -> Report:
    return {
        "questions": [
            {
                **_named(each.question),
                "state": each.state,
                "due": each.due.isoformat() if each.due else None,
                "rating": each.rating,
            }
            for each in standings
        ]
    }


def _named(question: Question) -> Report:
    return {
        "id": question.id,
        "kind": question.kind,
        "loss": question.loss,
        "topic": question.topic,
        "level": question.level,
    }


def _reviewed(reviewed: Reviewed) -> Report:
    return {
        "rating": reviewed.grade,
        "due": reviewed.due.isoformat() if reviewed.due else None,
        "extra": reviewed.extra,
    }
