"""Why an exercise is, or is not, what comes next: what is remembered of it and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from exercises.spec import Spec
from exercises.texts import Text
from trainer import queue
from trainer.desk import Desk
from trainer.folding import stepwise
from trainer.interview import gain
from trainer.leech import Advice, advice
from trainer.rating import Grade
from trainer.schedule import retrievability, review
from trainer.standings import Standing, standings
from trainer.state import State

GRADES: tuple[Grade, ...] = ("again", "hard", "good", "easy")


class Past(NamedTuple):
    """One review there was."""

    day: str
    """The learner's day, YYYY-MM-DD."""
    grade: Grade
    reasons: Sequence[Text]


class Explained(NamedTuple):
    """One exercise, as the schedule sees it today."""

    standing: Standing
    reviews: Sequence[Past]
    """From the first one on."""
    passes: int
    """On how many days it was passed."""
    recall: float | None
    """The chance of still knowing it today, 0 to 1; None before the first review."""
    if_rated: dict[Grade, date]
    """The day on which it would come back if it were rated so today; empty when its review of
    today is done."""
    is_next: bool
    reasons: Sequence[Text]
    """Why it is, or is not, what `practice next` gives."""
    advice: Advice | None


def explain(desk: Desk, spec: Spec) -> Explained:
    """All of it about one exercise; nothing is recorded."""
    state, day = desk.state(), desk.today.isoformat()
    card = state.cards.get(spec.id)
    standing = next(s for s in standings(desk) if s.spec.id == spec.id)
    is_next, reasons = _place(desk, state, standing)
    return Explained(
        standing,
        _past(desk, spec),
        card.pass_days if card else 0,
        retrievability(card.memory, day) if card else None,
        {} if state.reviewed(spec.id, day) else if_rated(state, spec, day),
        is_next,
        reasons,
        advice(state, spec, desk.catalogue, day),
    )


def if_rated(state: State, spec: Spec, day: str) -> dict[Grade, date]:
    """When it would come back after each rating on ``day``, which has no review of it yet."""
    card = state.cards.get(spec.id)
    memory, taken = card.memory if card else None, state.siblings_due(spec.id)
    rated = {
        grade: review(spec.id, memory, grade, day, state.retention, taken, state.weights)
        for grade in GRADES
    }
    return {grade: date.fromisoformat(after.due) for grade, after in rated.items()}


def _past(desk: Desk, spec: Spec) -> list[Past]:
    """The reviews of an exercise, read off the fold while it goes."""
    state, found = State(desk.settings.retention, desk.state().weights), list[Past]()
    for fact in stepwise(state, desk.history.about(spec.id)):
        card = state.cards.get(spec.id)
        if fact.exercise != spec.id or card is None:
            continue
        if not found or card.memory.last > found[-1].day:
            found.append(Past(card.memory.last, card.grade, card.reasons))
    return found


def _place(desk: Desk, state: State, standing: Standing) -> tuple[bool, list[Text]]:
    """Whether `practice next` gives it now, and why."""
    spec, places = standing.spec, desk.places
    current = desk.current()
    if current is not None and current.id == spec.id:
        return True, [Text("you are writing it", "你正在写它")]
    if standing.state in _PUT_AWAY:
        return False, [_PUT_AWAY[standing.state]]
    if standing.state == "locked":
        return False, [_missing(state, id_) for id_ in standing.waits_for]
    ranked, planned = desk.ranked()
    order = [s.id for s in ranked]
    reasons = []
    if current is not None:
        reasons.append(Text(f"you are writing `{current.id}`", f"你正在写 `{current.id}`"))
    if spec.id in order:
        ahead = order.index(spec.id)
        apart = queue.just_served(state, desk.now())
        held = not planned and bool(apart) and spec.family == apart
        if held:
            reasons.append(
                Text("one too much like it was served just now", "刚刚出过和它太像的一题")
            )
        elif not planned and apart:
            ahead = [s.id for s in ranked if s.family != apart].index(spec.id)
        reasons.append(_rank(ahead, standing, planned, _for_interview(desk, state, spec)))
        return current is None and not held and ahead == 0, reasons
    if standing.state == "scheduled":
        reasons.append(Text("it is not due yet", "还没到期"))
    elif planned:
        reasons.append(Text("what was planned after an exam comes first", "考试之后计划的先出"))
    elif standing.state == "due":
        most = places.reviews
        reasons.append(
            Text(f"the {most} reviews of today are done", f"今天的 {most} 道复习已经做满")
        )
    elif standing.state == "new":
        most = places.new
        reasons.append(
            Text(f"the {most} new ones of today have been begun", f"今天的 {most} 道新题已经出满")
        )
    return False, reasons


_PUT_AWAY = {
    "buried": Text("you put it off for the rest of today", "你今天把它推后了"),
    "suspended": Text("you suspended it", "你停出了它"),
}


def _missing(state: State, id_: str) -> Text:
    """What an exercise that it builds on still lacks."""
    card = state.cards.get(id_)
    if card is None:
        return Text(f"`{id_}` comes before it and was never met", f"要先练 `{id_}`，还没练过")
    if not card.pass_days:
        return Text(f"`{id_}` comes before it and was never passed", f"要先通过 `{id_}`，还没通过")
    return Text(
        f"`{id_}` comes before it and has to be passed on a later day too",
        f"要先练 `{id_}`，它还要在之后的某一天再通过一次",
    )


def _for_interview(desk: Desk, state: State, spec: Spec) -> Text | None:
    """What a review today is worth for the interview; None where that is not why it stands
    there."""
    work, card = desk.work(), state.cards.get(spec.id)
    if work is None or card is None or spec.id not in work[1].order:
        return None
    day = work[0].day
    target = date.fromisoformat(day).toordinal()
    gained = f"{gain(queue.known_of(card.memory), desk.today.toordinal(), target):.0%}"
    return Text(
        f"a review today raises its recall on {day} by {gained}",
        f"今天复习，{day} 那天记得的概率提高 {gained}",
    )


def _rank(ahead: int, standing: Standing, planned: bool, gained: Text | None) -> Text:
    due = standing.state == "due"
    if planned:
        told = Text("it was planned after an exam", "它在考试之后的计划里")
    elif gained is not None:
        told = gained
    elif due:
        told = Text("it is due", "它到期了")
    else:
        told = Text("it is new and nothing is missing before it", "它是新题，前面的都会了")
    if not ahead:
        return Text(f"{told.en}, and comes first", f"{told.zh}，排在最前")
    are = "is 1" if ahead == 1 else f"are {ahead}"
    return Text(f"{told.en}; before it there {are}", f"{told.zh}；前面还有 {ahead} 道")
