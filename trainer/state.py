"""Where the learner stands, as data; `trainer.folding` makes it from the facts."""

from __future__ import annotations

import msgspec

from exercises.texts import Text
from trainer.interview import Interview
from trainer.plan import Plan
from trainer.rating import Grade
from trainer.recall import Recall
from trainer.schedule import RETENTION, Memory, Weights

#: Anki names a leech after eight; a drill costs minutes where a card costs seconds.
LEECH_LAPSES = 4
#: An exercise counts as known by those that require it once it was passed on a later day too.
KNOWN_AFTER = 2


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
    """The chance of still knowing it at which everything comes back; a setting, and the due days
    of all cards are made with it."""
    weights: Weights = ()
    """Of the memory model, where some were fitted to the learner."""
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
