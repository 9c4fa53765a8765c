"""Where the learner stands: a fold over the facts, pure, and dropped and rebuilt at will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from exercises.texts import Text
from trainer import recall
from trainer.history import Fact
from trainer.interview import Interview
from trainer.plan import Plan
from trainer.rating import RULES, STEPS, Ending, Grade, Sat, rate
from trainer.recall import Recall
from trainer.schedule import RETENTION, Memory, Weights, review

#: Changes with the shape of :class:`State` or with any rule that makes it.
FOLD = 16 * 1000 + RULES

_TIMES_KEPT = 20
#: Saves this soon after a run that counted belong to it: nobody rethinks a loss in less.
BURST_SECONDS = 20.0
#: After this many par times without a sign of work nobody can say what was thinking and what was a
#: break: the time that the drill took is not known then.
LONGEST_THOUGHT_PARS = 2.0
#: An earlier answer that is back within this time was pasted and not written.
PASTED_SECONDS = 60.0


#: Anki names a leech after eight; a drill costs minutes where a card costs seconds.
LEECH_LAPSES = 4
#: From so many passes in a row on it is learned again, and what went before is forgiven.
_FORGIVEN_AFTER = 2


class Sitting(msgspec.Struct):
    """One served exercise that is neither passed nor given up."""

    seed: int
    day: str
    touched: int
    """The last fact about it."""
    par_minutes: float
    served_at: str | None
    """None when it was graded without being served: then its time is not known."""
    runs: int = 0
    nudges: int = 0
    reveals: int = 0
    said: str = ""
    """What the last run's diagnosis said, in the language it was asked in."""
    repaired: list[str] = []
    """The lines of that run's file as they would be right, where that was found out."""
    counted_at: str = ""
    """When the last run that counted was made."""
    exam: str | None = None
    """The id of the exam that it was served in."""
    graded: str = ""
    """The SHA-256 of the file that the last run graded."""
    stopped_at: str = ""
    """The last fact about it, from which a break is measured."""
    untimed: bool = False
    """Whether nothing was done for long since it was served, so that its time is not known."""
    formula: bool = False
    """The formula was looked up when it was no longer free."""
    had: str = ""
    """What stood in the file when it was served, by `trainer.code`; empty for a stub. It was not
    written for this review."""

    @property
    def tried(self) -> bool:
        return bool(self.runs or self.nudges or self.reveals or self.formula)


class Card(msgspec.Struct):
    """What is remembered of one exercise."""

    memory: Memory
    grade: Grade
    reasons: list[Text]
    pass_days: int = 0
    seconds: list[float] = []
    lapses: int = 0
    """How often it was rated Again since it was last passed twice in a row."""
    streak: int = 0
    """Reviews in a row that it was not rated Again."""

    @property
    def leech(self) -> bool:
        """Whether it takes time again and again without being learned."""
        return self.lapses >= LEECH_LAPSES


class Seen(msgspec.Struct):
    """Help that was read and then taken back: what was seen stays seen until the next review."""

    nudges: int = 0
    reveals: int = 0
    solution: bool = False
    formula: bool = False


class Mark(msgspec.Struct):
    """Where an exam stands in the log. Everything else about it is in `trainer.exam.record`."""

    id: str
    first: int
    """The fact that started it."""
    last: int | None = None
    """The last fact about it; None while it runs."""
    paused_at: str | None = None


class State(msgspec.Struct):
    retention: float = RETENTION
    weights: Weights = ()
    """Of the memory model, where some were fitted to the learner."""
    """The chance of still knowing it at which everything comes back; a setting, and the due days
    of all cards are made with it."""
    cards: dict[str, Card] = {}
    sittings: dict[str, Sitting] = {}
    day: str = ""
    served_today: int = 0
    new_today: int = 0
    family: str = ""
    """Of the exercise served last on this day."""
    family_at: str = ""
    """When that was served, or its review ended."""
    families: dict[str, str] = {}
    """Of every exercise that was served."""
    free_hints: dict[str, int] = {}
    """Hints taken today for what was already reviewed today; they cost nothing."""
    questions: dict[str, Recall] = {}
    new_questions_today: int = 0
    last_question: str = ""
    """The question answered last on this day."""
    plan: Plan = msgspec.field(default_factory=Plan)
    seen: dict[str, Seen] = {}
    practised: dict[str, int] = {}
    """Exercises that are written outside the schedule, until they are served again; with the fact
    that began it."""
    exams: list[Mark] = []
    interview: Interview | None = None
    """The day that is prepared for, until the learner says otherwise; it may be over."""
    buried: list[str] = []
    """Exercises that are not served for the rest of this day."""
    suspended: dict[str, str] = {}
    """Exercises that are not served at all, with the day from which on."""

    @property
    def exam(self) -> Mark | None:
        """The exam that is running, paused or not."""
        return self.exams[-1] if self.exams and self.exams[-1].last is None else None

    @property
    def reviews_today(self) -> int:
        """How many drills that were known before were served on this day."""
        return self.served_today - self.new_today

    def set_aside(self, exercise: str) -> bool:
        """Whether it is not to be served now. What is being written stays so meanwhile: nothing
        of it is lost, and nothing that was seen is forgotten."""
        return exercise in self.buried or exercise in self.suspended

    def preparing(self, day: str) -> Interview | None:
        """The interview that is ahead on ``day``."""
        ahead = self.interview is not None and self.interview.day > day
        return self.interview if ahead else None

    def siblings_due(self, exercise: str) -> set[str]:
        """The days on which others of its family come back."""
        family = self.families.get(exercise)
        return {
            card.memory.due
            for id_, card in self.cards.items()
            if family and id_ != exercise and self.families.get(id_) == family
        }

    def reviewed(self, exercise: str, day: str) -> bool:
        """Whether its review of ``day`` is done, or of a later day, if a clock was set back."""
        card = self.cards.get(exercise)
        return card is not None and card.memory.last >= day


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
    sitting = state.sittings.get(exercise)
    if sitting is None:
        state.plan.extra(fact)
        if fact.kind == "hint" and not data.get("formula"):
            state.free_hints[exercise] = state.free_hints.get(exercise, 0) + 1
        return  # more runs after the day's review stay facts and change nothing
    sitting.touched = fact.id
    _note_break(sitting, fact.at)
    if fact.kind == "run" and data.get("old"):
        return  # it was there before the drill was served: practice
    if fact.kind == "run" and data["outcome"] != "error" and not data.get("unwritten"):
        _count(sitting, fact)
        sitting.said = data.get("said") or ""
        sitting.repaired = list(data.get("repaired") or [])
        if data["outcome"] == "passed":
            seconds = _elapsed(sitting.served_at, fact.at)
            pasted = bool(data.get("repeats")) and 0 <= (seconds or 0.0) < PASTED_SECONDS
            worked = None if sitting.untimed else seconds
            asked = data.get("asked") if data.get("asked") in STEPS else None
            _end(state, exercise, "passed", fact.day, worked, pasted, asked)
            if state.families.get(exercise) == state.family:
                state.family_at = fact.at
    elif fact.kind == "hint" and data.get("formula"):
        sitting.formula = True
    elif fact.kind == "hint" and data.get("reveals"):
        sitting.reveals += 1
    elif fact.kind == "hint":
        sitting.nudges += 1
    elif fact.kind == "revealed":
        _end(state, exercise, "revealed", fact.day, None)
    elif fact.kind == "skipped":
        _end(state, exercise, "examined" if data.get("exam") else "skipped", fact.day, None)


def _serve(state: State, fact: Fact) -> None:
    exercise, data = fact.exercise, fact.data
    reviewed = state.reviewed(exercise, fact.day)
    state.plan.served(fact, reviewed)
    state.practised.pop(exercise, None)
    left = state.sittings.get(exercise)
    if left is not None and left.day < fact.day:
        # An earlier version ended a drill with its day and served it anew.
        if left.tried:
            _end(state, exercise, "abandoned", left.day, None)
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


#: An exercise counts as known by those that require it once it was passed on a later day too.
KNOWN_AFTER = 2
_SAID = Text("you said that you know it", "你说已经掌握")


def _know(state: State, fact: Fact) -> None:
    """It counts as passed well on that day, and as known; its review will show whether it is."""
    exercise = fact.exercise
    if exercise in state.cards or exercise in state.sittings:
        return
    state.families[exercise] = fact.data.get("family", "")
    memory = _reviewed(state, exercise, "good", fact.day)
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
        _stop_clocks(state, exam, fact.data.get("since") or exam.paused_at, fact.at)
        exam.paused_at = None
    elif event in ("submitted", "aborted"):
        exam.last = fact.id
        for exercise, sitting in list(state.sittings.items()):
            if sitting.exam == exam.id and not sitting.tried:
                del state.sittings[exercise]  # it was seen, and says nothing


def _stop_clocks(state: State, exam: Mark, start: str | None, end: str) -> None:
    """A pause does not count as time taken by the drills of the exam."""
    seconds = _elapsed(start, end) or 0.0
    for sitting in state.sittings.values():
        if sitting.exam == exam.id and sitting.served_at is not None:
            served = datetime.fromisoformat(sitting.served_at) + timedelta(seconds=seconds)
            sitting.served_at = served.isoformat(timespec="milliseconds")
            sitting.stopped_at = end


def _end(
    state: State, exercise: str, ending: Ending, day: str, seconds: float | None,
    pasted: bool = False, asked: Grade | None = None,
) -> None:  # fmt: skip
    """The one review that a sitting yields."""
    sitting = state.sittings.pop(exercise)
    seen = state.seen.pop(exercise, Seen())
    before = state.cards.get(exercise)
    if before is not None and day <= before.memory.last:
        state.plan.done(exercise, day, ending == "passed")
        return  # a clock was set back: that day has been reviewed
    earlier = before.seconds if before else []
    rated = rate(
        Sat(
            ending=ending,
            runs=sitting.runs,
            nudges=max(sitting.nudges, seen.nudges),
            formula=sitting.formula or seen.formula,
            reveals=max(sitting.reveals, seen.reveals),
            solution_seen=seen.solution,
            pasted=pasted,
            asked=asked,
            seconds=seconds,
            par_minutes=sitting.par_minutes,
            earlier_seconds=earlier,
        )
    )
    passed, again = ending == "passed", rated.grade == "again"
    streak = 0 if again else (before.streak if before else 0) + 1
    lapses = (before.lapses if before else 0) + again
    state.plan.done(exercise, day, passed)
    state.cards[exercise] = Card(
        memory=_reviewed(state, exercise, rated.grade, day),
        grade=rated.grade,
        reasons=rated.reasons,
        pass_days=(before.pass_days if before else 0) + passed,
        seconds=[*earlier, *([seconds] if passed and seconds is not None else [])][-_TIMES_KEPT:],
        lapses=0 if streak >= _FORGIVEN_AFTER else lapses,
        streak=streak,
    )


def _reviewed(state: State, exercise: str, grade: Grade, day: str) -> Memory:
    before = state.cards.get(exercise)
    memory = before.memory if before else None
    return review(
        exercise, memory, grade, day, state.retention, state.siblings_due(exercise), state.weights
    )


def _count(sitting: Sitting, fact: Fact) -> None:
    """Count a run, unless it is no new thought: the same file graded again, or a save in
    `practice watch` soon after one that counted.

    A save that passes so soon after one that failed was put right, and counts: a pass that took
    two tries is never told as one at the first.
    """
    same = bool(sitting.graded) and fact.data.get("sha256") == sitting.graded
    corrected = fact.data["outcome"] == "passed" and sitting.runs == 1 and not same
    sitting.graded = fact.data.get("sha256", "")
    if same or (_same_burst(sitting, fact) and not corrected):
        return
    sitting.runs += 1
    sitting.counted_at = fact.at


def _same_burst(sitting: Sitting, fact: Fact) -> bool:
    """Whether a save in ``practice watch`` follows a counted run too soon to be a thought of its
    own. Whoever types ``practice grade`` means it."""
    if fact.data.get("mode") != "watch" or not sitting.counted_at:
        return False
    seconds = _elapsed(sitting.counted_at, fact.at)
    return seconds is not None and 0 <= seconds < BURST_SECONDS


def _note_break(sitting: Sitting, at: str) -> None:
    """Whether the time since the last fact is too long to be all thinking (a lunch, a call), or
    none at all (a clock was set back)."""
    idle = _elapsed(sitting.stopped_at or None, at) or 0.0
    if not 0 <= idle <= LONGEST_THOUGHT_PARS * sitting.par_minutes * 60:
        sitting.untimed = True
    sitting.stopped_at = at


def _elapsed(start: str | None, end: str) -> float | None:
    if start is None:
        return None
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
