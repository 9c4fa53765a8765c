"""One sitting: which runs count, how long it took, and the one review that it yields."""

from __future__ import annotations

from datetime import datetime, timedelta

from trainer.facts import Fact
from trainer.rating import Ending, Grade, Sat, rate
from trainer.schedule import Memory, review
from trainer.state import Card, Mark, Seen, Sitting, State

_TIMES_KEPT = 20
#: Saves this soon after a run that counted belong to it: nobody rethinks a loss in less.
BURST_SECONDS = 20.0
#: After this many par times without a sign of work nobody can say what was thinking and what was a
#: break: the time that the drill took is not known then.
LONGEST_THOUGHT_PARS = 2.0
#: From so many passes in a row on it is learned again, and what went before is forgiven.
_FORGIVEN_AFTER = 2


def count(sitting: Sitting, fact: Fact) -> None:
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
    seconds = elapsed(sitting.counted_at, fact.at)
    return seconds is not None and 0 <= seconds < BURST_SECONDS


def note_break(sitting: Sitting, at: str) -> None:
    """Whether the time since the last fact is too long to be all thinking (a lunch, a call), or
    none at all (a clock was set back)."""
    idle = elapsed(sitting.stopped_at or None, at) or 0.0
    if not 0 <= idle <= LONGEST_THOUGHT_PARS * sitting.par_minutes * 60:
        sitting.untimed = True
    sitting.stopped_at = at


def stop_clocks(state: State, exam: Mark, start: str | None, end: str) -> None:
    """A pause does not count as time taken by the drills of the exam."""
    seconds = elapsed(start, end) or 0.0
    for sitting in state.sittings.values():
        if sitting.exam == exam.id and sitting.served_at is not None:
            served = datetime.fromisoformat(sitting.served_at) + timedelta(seconds=seconds)
            sitting.served_at = served.isoformat(timespec="milliseconds")
            sitting.stopped_at = end


def end(
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
        memory=reviewed(state, exercise, rated.grade, day),
        grade=rated.grade,
        reasons=rated.reasons,
        pass_days=(before.pass_days if before else 0) + passed,
        seconds=[*earlier, *([seconds] if passed and seconds is not None else [])][-_TIMES_KEPT:],
        lapses=0 if streak >= _FORGIVEN_AFTER else lapses,
        streak=streak,
    )


def reviewed(state: State, exercise: str, grade: Grade, day: str) -> Memory:
    """What is remembered of it once it was reviewed so on that day."""
    before = state.cards.get(exercise)
    memory = before.memory if before else None
    return review(
        exercise, memory, grade, day, state.retention, state.siblings_due(exercise), state.weights
    )


def elapsed(start: str | None, end: str) -> float | None:
    """Seconds between two moments, as the facts write them; None where the first is not known."""
    if start is None:
        return None
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
