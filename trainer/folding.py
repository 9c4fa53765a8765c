"""What the facts come to: a fold over them, pure, and dropped and rebuilt at will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from exercises.texts import Text
from trainer import recall, sitting
from trainer.facts import Fact
from trainer.interview import Interview
from trainer.rating import RULES, STEPS
from trainer.schedule import Weights
from trainer.state import KNOWN_AFTER, Card, Mark, Seen, Sitting, State

#: Changes with the shape of :class:`trainer.state.State` or with any rule that makes it.
FOLD = 16 * 1000 + RULES

#: An earlier answer that is back within this time was pasted and not written.
PASTED_SECONDS = 60.0

_SAID = Text("you said that you know it", "你说已经掌握")


def fold(state: State, facts: Iterable[Fact]) -> State:
    """``state`` after these facts, which it has not seen; it is changed in place."""
    for _ in stepwise(state, facts):
        pass
    return state


def stepwise(state: State, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Fold these facts one after another: each is yielded when ``state`` has taken it in."""
    facts = list(facts)
    taken_back = {fact.data["fact"] for fact in facts if fact.kind == "undone"}
    for fact in facts:
        if fact.kind == "undone":
            continue
        settle(state, fact.day)
        if fact.id in taken_back:
            _was_seen(state, fact)
        else:
            _apply(state, fact)
        yield fact


def weights_of(facts: Iterable[Fact]) -> Weights:
    """The weights of the memory model after all these facts: those taken last and not taken back.

    Every review is counted by them, earlier ones too, so they are known before the fold begins.
    """
    facts = [fact for fact in facts if fact.kind in ("fitted", "undone")]
    taken_back = {fact.data["fact"] for fact in facts if fact.kind == "undone"}
    kept = [f for f in facts if f.kind == "fitted" and f.id not in taken_back]
    return tuple(kept[-1].data["weights"]) if kept else ()


def settle(state: State, day: str) -> State:
    """Begin ``day``. A drill under way stays under way until it is passed or given up."""
    if state.day < day:
        state.day, state.served_today, state.new_today = day, 0, 0
        state.family, state.family_at, state.free_hints = "", "", {}
        state.buried = []
        state.new_questions_today, state.last_question = 0, ""
    return state


def _was_seen(state: State, fact: Fact) -> None:
    """A fact that was taken back: its text has been read all the same."""
    exercise = fact.exercise
    if fact.kind not in ("hint", "revealed") or state.reviewed(exercise, fact.day):
        return
    seen = state.seen.setdefault(exercise, Seen())
    if fact.kind == "revealed":
        seen.solution = True
    elif fact.data.get("formula"):
        seen.formula = True
    elif fact.data.get("reveals"):
        seen.reveals += 1
    else:
        seen.nudges = max(seen.nudges, int(fact.data.get("number", 1)))


def _apply(state: State, fact: Fact) -> None:
    exercise, data = fact.exercise, fact.data
    if fact.kind == "served":
        _serve(state, fact)
        return
    if fact.kind == "exam":
        _examine(state, fact)
        return
    if fact.kind == "answered":
        _answer(state, fact)
        return
    if fact.kind == "planned":
        state.plan.add(fact)
        return
    if fact.kind == "extra":
        state.practised[exercise] = fact.id
        state.family, state.family_at = state.families.get(exercise, ""), fact.at
        return
    if fact.kind == "fitted":
        return  # known from the beginning: `weights_of`
    if fact.kind == "interview":
        day = data["day"]
        state.interview = msgspec.convert(data, Interview) if day else None
        return
    if fact.kind in ("buried", "suspended", "resumed"):
        _set_aside(state, fact)
        return
    if fact.kind == "known":
        _know(state, fact)
        return
    under_way = state.sittings.get(exercise)
    if under_way is None:
        state.plan.extra(fact)
        if fact.kind == "hint" and not data.get("formula"):
            state.free_hints[exercise] = state.free_hints.get(exercise, 0) + 1
        return  # more runs after the day's review stay facts and change nothing
    under_way.touched = fact.id
    sitting.note_break(under_way, fact.at)
    if fact.kind == "run" and data.get("old"):
        return  # it was there before the drill was served: practice
    if fact.kind == "run" and data["outcome"] != "error" and not data.get("unwritten"):
        sitting.count(under_way, fact)
        under_way.said = data.get("said") or ""
        under_way.repaired = list(data.get("repaired") or [])
        if data["outcome"] == "passed":
            seconds = sitting.elapsed(under_way.served_at, fact.at)
            pasted = bool(data.get("repeats")) and 0 <= (seconds or 0.0) < PASTED_SECONDS
            worked = None if under_way.untimed else seconds
            asked = data.get("asked") if data.get("asked") in STEPS else None
            sitting.end(state, exercise, "passed", fact.day, worked, pasted, asked)
            if state.families.get(exercise) == state.family:
                state.family_at = fact.at
    elif fact.kind == "hint" and data.get("formula"):
        under_way.formula = True
    elif fact.kind == "hint" and data.get("reveals"):
        under_way.reveals += 1
    elif fact.kind == "hint":
        under_way.nudges += 1
    elif fact.kind == "revealed":
        sitting.end(state, exercise, "revealed", fact.day, None)
    elif fact.kind == "skipped":
        sitting.end(state, exercise, "examined" if data.get("exam") else "skipped", fact.day, None)


def _serve(state: State, fact: Fact) -> None:
    exercise, data = fact.exercise, fact.data
    reviewed = state.reviewed(exercise, fact.day)
    state.plan.served(fact, reviewed)
    state.practised.pop(exercise, None)
    left = state.sittings.get(exercise)
    if left is not None and left.day < fact.day:
        # An earlier version ended a drill with its day and served it anew.
        if left.tried:
            sitting.end(state, exercise, "abandoned", left.day, None)
        else:
            del state.sittings[exercise]
    _back(state, exercise)
    if exercise in state.sittings or reviewed:
        return
    state.served_today += 1
    state.new_today += exercise not in state.cards
    state.family = state.families[exercise] = data.get("family", "")
    state.family_at = fact.at
    state.sittings[exercise] = Sitting(
        seed=data["seed"],
        day=fact.day,
        touched=fact.id,
        par_minutes=data["par_minutes"],
        served_at=fact.at if data.get("by", "next") in ("next", "exam") else None,
        stopped_at=fact.at,
        exam=data.get("exam"),
        had=data.get("had", ""),
    )


def _set_aside(state: State, fact: Fact) -> None:
    _back(state, fact.exercise)
    if fact.kind == "buried":
        state.buried.append(fact.exercise)
    elif fact.kind == "suspended":
        state.suspended[fact.exercise] = fact.day


def _back(state: State, exercise: str) -> None:
    """It is set aside no longer."""
    state.suspended.pop(exercise, None)
    if exercise in state.buried:
        state.buried.remove(exercise)


def _know(state: State, fact: Fact) -> None:
    """It counts as passed well on that day, and as known; its review will show whether it is."""
    exercise = fact.exercise
    if exercise in state.cards or exercise in state.sittings:
        return
    state.families[exercise] = fact.data.get("family", "")
    memory = sitting.reviewed(state, exercise, "good", fact.day)
    state.cards[exercise] = Card(memory, "good", [_SAID], pass_days=KNOWN_AFTER)


def _answer(state: State, fact: Fact) -> None:
    state.new_questions_today += fact.exercise not in state.questions
    state.last_question = fact.exercise
    state.family = ""  # something else came between
    for exam in state.exams:
        if exam.id == fact.data.get("exam") and exam.last is not None:
            exam.last = fact.id  # judged after the end
    recall.answer(state.questions, fact, state.retention, state.weights)
    state.plan.answered(fact)


def _examine(state: State, fact: Fact) -> None:
    event, exam = fact.data["event"], state.exam
    if event == "started" and exam is None:
        state.exams.append(Mark(fact.data["exam"], fact.id))
    if exam is None or exam.id != fact.data["exam"]:
        return
    if event == "paused":
        exam.paused_at = fact.at
    elif event == "resumed":
        sitting.stop_clocks(state, exam, fact.data.get("since") or exam.paused_at, fact.at)
        exam.paused_at = None
    elif event in ("submitted", "aborted"):
        exam.last = fact.id
        for exercise, begun in list(state.sittings.items()):
            if begun.exam == exam.id and not begun.tried:
                del state.sittings[exercise]  # it was seen, and says nothing
