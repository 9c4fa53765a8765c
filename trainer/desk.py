"""Where a learner sits: workspace, history and rules, put together for one command."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from exercises.answer import line_of_step
from exercises.catalogue import Catalogue
from exercises.errors import PracticeError
from exercises.spec import Hint, Spec
from exercises.texts import Text
from trainer import queue, waiting
from trainer.backlog import Backlog, backlog
from trainer.code import fingerprint
from trainer.folding import folded
from trainer.history import HURRY_SECONDS, WAIT_SECONDS, Busy, Fact, History, Kind, Today
from trainer.interview import Interview
from trainer.merge import Conflict, conflicts
from trainer.rating import Grade
from trainer.recall import is_due
from trainer.settings import Settings
from trainer.state import Card, State, settle
from trainer.workspace import Workspace

#: The formula is free until it was passed on so many days.
FREE_FORMULAS = 2

Why = Literal["open", "planned", "due", "new", "extra", "interview"]
Stage = Literal["new", "locked", "open", "due", "scheduled", "buried", "suspended"]


class Drill(NamedTuple):
    """One served exercise, the file to write it in, and what made it the one."""

    spec: Spec
    path: Path
    why: Why
    exam_day: str = ""
    """The day of the exam after which it was planned."""
    kept: Path | None = None
    """Where the file went that was there before; what is planned is written anew."""


class Result(NamedTuple):
    """What became of a run."""

    recorded: bool
    grade: Grade | None = None
    """The rating, when the run ended the sitting."""
    reasons: Sequence[Text] = ()
    due: date | None = None
    extra: bool = False
    """This run changes no schedule: it is practice."""
    unrated: Text | None = None
    """Why not."""


class Standing(NamedTuple):
    """One exercise and where the learner stands with it."""

    spec: Spec
    state: Stage
    due: date | None = None
    rating: Grade | None = None
    waits_for: Sequence[str] = ()
    lapses: int = 0
    """How often it was rated Again since it was last passed twice in a row."""
    leech: bool = False
    passed: bool = False
    """Whether it was ever passed, or counted as passed."""


class Removed(NamedTuple):
    """An exercise that there was once: its history is kept, and goes on should it come back."""

    id: str
    last: date
    """The day of its last review."""
    rating: Grade
    pass_days: int


class Given(NamedTuple):
    """A hint, and where it stands among the others."""

    hint: Hint
    number: int
    total: int
    free: bool
    """The drill was already reviewed today, so it costs nothing."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Desk:
    """One workspace, opened for one command."""

    def __init__(
        self, workspace: Workspace, catalogue: Catalogue, now: Callable[[], datetime] = _now
    ) -> None:
        self.workspace = workspace
        self.catalogue = catalogue
        self.settings: Settings = workspace.settings()
        self._now = now
        with contextlib.suppress(OSError):  # the history says it better
            workspace.private.mkdir(exist_ok=True)
        for old, new in catalogue.now_called.items():
            workspace.rename(old, catalogue[new])
        self._history: History | None = None
        self._waited = False
        with contextlib.suppress(Busy):  # whatever needs it says so; a grade does not
            self._take_in()

    @property
    def history(self) -> History:
        """The log of this workspace. Another command is waited for once; then, or while it still
        holds the log, `Busy` is raised at once."""
        if self._history is None:
            wait = HURRY_SECONDS if self._waited else WAIT_SECONDS
            self._waited = True
            self._history = History(
                self.workspace.private / "history.sqlite3", wait, self.catalogue.now_called
            )
        return self._history

    @classmethod
    def open(cls, catalogue: Catalogue, cwd: Path, environ: Mapping[str, str]) -> Desk:
        """The desk of the workspace that is found from ``cwd``."""
        return cls(Workspace.find(cwd, environ), catalogue)

    def now(self) -> datetime:
        """This moment, in the learner's zone."""
        return self._now()

    @property
    def today(self) -> Today:
        return Today.at(self._now())

    def in_exam(self) -> bool:
        """Whether an exam is known to run; a history that is in use does not tell."""
        try:
            return self.state().exam is not None
        except Busy:
            self._hurry()
            return False

    def _hurry(self) -> None:
        if self._history is not None:
            self._history.hurry()

    def state(self) -> State:
        """Where the learner stands now."""
        begin = State(self.settings.retention)
        return settle(folded(self.history, begin), self.today.isoformat())

    # -- serving ---------------------------------------------------------------------------------

    def current(self) -> Spec | None:
        """The drill the learner is at: the sitting touched last, if any is open."""
        state = self.state()
        touched = {id_: sitting.touched for id_, sitting in state.sittings.items()}
        if state.plan.at:
            touched[state.plan.at] = state.plan.touched
        open_ = sorted(touched, key=touched.__getitem__)
        open_ = [id_ for id_ in open_ if not state.set_aside(id_)]
        known = [self.catalogue[id_] for id_ in open_ if id_ in self.catalogue]
        return known[-1] if known else None

    def require_current(self) -> Spec:
        """The drill the learner is at; PracticeError when there is none."""
        spec = self.current()
        if spec is None:
            raise PracticeError(
                "There is no current drill.",
                "`practice next` serves one; or name an exercise, as in `practice grade ce`.",
            )
        return spec

    def next(self, lang: str, among: Sequence[Spec] | None = None) -> Drill | None:
        """Serve the current drill, or the one most worth writing; None when nothing is to do.

        ``among``: the exercises that were asked for. They are served beyond the places of the day
        and next to their siblings. PracticeError while another is being written.
        """
        with self.history.deciding(self._now()):
            return self._next(lang, among)

    def _next(self, lang: str, among: Sequence[Spec] | None) -> Drill | None:
        spec = self.current()
        if spec is not None and among is not None and spec not in among:
            raise PracticeError(
                f"`{spec.id}` is being written.",
                "`practice next` shows it; `practice bury` puts it off to another day, "
                "`practice next --skip` gives it up.",
            )
        if spec is not None:
            self.workspace.write_stub(spec, lang)
            return Drill(spec, self.workspace.stub(spec), "open")
        state, day = self.state(), self.today.isoformat()
        if among is None:
            apart = queue.just_served(state, self._now())
            spec = queue.choose(state, self.catalogue.values(), day, self.places, apart)
        else:
            spec = queue.choose(state, among, day, queue.UNLIMITED)
        if spec is None:
            return None
        planned = state.plan.entry(spec.id)
        known = spec.id in state.cards
        # What is planned or due is to be written again, not to be handed in again.
        again = (planned is not None or known) and not self.workspace.untouched(spec)
        kept = self.workspace.reset_stub(spec, lang, self._now()) if again else None
        self.workspace.write_stub(spec, lang)
        self._serve(spec, by="next")
        path = self.workspace.stub(spec)
        if planned is not None:
            return Drill(spec, path, "planned", planned.exam_day, kept)
        if known and state.cards[spec.id].memory.due > day:
            return Drill(spec, path, "interview", kept=kept)  # before it is due
        return Drill(spec, path, "due" if known else "new", kept=kept)

    def know(self, specs: Sequence[Spec]) -> list[Spec]:
        """Count these as known without having been written here; those that were not yet met."""
        with self.history.deciding(self._now()):
            state = self.state()
            new = [s for s in specs if s.id not in state.cards and s.id not in state.sittings]
            for spec in new:
                self._append("known", spec, {"family": spec.family})
        return new

    def begin_from(self, spec: Spec, lang: str) -> tuple[Drill, list[Spec]]:
        """Serve an exercise that was never met, and count what it builds on as known."""
        with self.history.deciding(self._now()):
            card = self.state().cards.get(spec.id)
            if card is not None:
                raise PracticeError(
                    f"`{spec.id}` is known already; it comes back on {card.memory.due}.",
                    f"`practice extra {spec.id}` lets you write it before, not rated.",
                )
            known = self.know(self._below(spec))
            if spec.id not in self.state().sittings:
                self.workspace.write_stub(spec, lang)
                self._serve(spec, by="next")
            return Drill(spec, self.workspace.stub(spec), "new"), known

    def _below(self, spec: Spec) -> list[Spec]:
        """All that an exercise builds on, directly or not, each after what it builds on itself."""
        found: list[Spec] = []
        for id_ in spec.requires:
            other = self.catalogue[id_]
            found += [s for s in (*self._below(other), other) if s not in found]
        return found

    def extra(self, spec: Spec | None, lang: str) -> Drill:
        """Let an exercise be written from an empty stub outside the schedule, which it never
        touches: the one named, else the one reviewed last."""
        with self.history.deciding(self._now()):
            state = self.state()
            spec = spec or self._reviewed_last(state)
            if spec.id in state.sittings:
                raise PracticeError(
                    f"`{spec.id}` is being written, and that counts.",
                    f"`practice grade {spec.id}` grades it; `practice next --skip` gives it up.",
                )
            kept = None
            if not self.workspace.untouched(spec):
                kept = self.workspace.reset_stub(spec, lang, self._now())
            self.workspace.write_stub(spec, lang)
            self._append("extra", spec)
        return Drill(spec, self.workspace.stub(spec), "extra", kept=kept)

    def _reviewed_last(self, state: State) -> Spec:
        known = [(c.memory.last, id_) for id_, c in state.cards.items() if id_ in self.catalogue]
        if not known:
            raise PracticeError(
                "Nothing was reviewed yet.", "Name an exercise, as in `practice extra ce`."
            )
        ran = [fact.exercise for fact in self.history.facts() if fact.kind != "undone"]
        latest = max(day for day, _ in known)
        return self.catalogue[max((id_ for day, id_ in known if day == latest),
                                  key=lambda id_: len(ran) - 1 - ran[::-1].index(id_))]  # fmt: skip

    def skip(self) -> Spec:
        """Give up the current drill."""
        spec = self.require_current()
        self._append("skipped", spec)
        return spec

    def next_due(self, among: Sequence[Spec] | None = None) -> tuple[date, Spec] | None:
        """The next known drill (of these) that comes back, and when."""
        found = queue.next_due(self.state(), among or self.catalogue.values())
        return (date.fromisoformat(found[0]), found[1]) if found else None

    def backlog(self) -> Backlog:
        """What is due, and when that will be done at the pace of the settings."""
        specs, today = self.catalogue.values(), self.today.isoformat()
        return backlog(self.state(), specs, today, self.places)

    @property
    def places(self) -> queue.Places:
        """How many drills the settings give a day."""
        return queue.Places(self.settings.new_per_day, self.settings.reviews_per_day)

    def ranked(self) -> tuple[list[Spec], bool]:
        """Everything there is to serve today, the first first, siblings or not; whether that was
        planned after an exam."""
        specs, today = self.catalogue.values(), self.today.isoformat()
        return queue.ranked(self.state(), specs, today, self.places)

    def work(self) -> tuple[Interview, queue.Work] | None:
        """The interview that is ahead and what is left to write for it today; None without one."""
        state, today = self.state(), self.today.isoformat()
        interview = state.preparing(today)
        if interview is None:
            return None
        specs = self.catalogue.values()
        return interview, queue.day_of_work(interview, state, specs, today, self.places)

    def held_back(self) -> Spec | None:
        """What there is to do, when it is only siblings of what was served just now."""
        state, specs, today = self.state(), self.catalogue.values(), self.today.isoformat()
        apart = queue.just_served(state, self._now())
        return queue.held_back(state, specs, today, self.places, apart)

    def standings(self) -> list[Standing]:
        """Every exercise, in the order in which they are learned."""
        state, today = self.state(), self.today
        return [_standing(spec, state, today) for spec in self.catalogue.values()]

    def removed(self) -> list[Removed]:
        """What was reviewed once and is no exercise any more, the last reviewed first."""
        found = [
            Removed(id_, date.fromisoformat(card.memory.last), card.grade, card.pass_days)
            for id_, card in self.state().cards.items()
            if id_ not in self.catalogue
        ]
        return sorted(found, key=lambda each: (each.last, each.id), reverse=True)

    def questions_due(self) -> int:
        """How many questions `practice quiz` has due."""
        recalls = self.state().questions.values()
        return sum(is_due(recall, self.today.isoformat()) for recall in recalls)

    def conflicts(self) -> list[Conflict]:
        """Copies of the history beside it, as programs that keep folders in step make them, that
        hold what it lacks."""
        return conflicts(self.history.file)

    # -- working ---------------------------------------------------------------------------------

    def sit(self, spec: Spec) -> int:
        """Open a sitting for ``spec`` if it is new and none is open; its seed. While the history
        is in use, one that nobody chose."""
        try:
            return self._sit(spec)
        except Busy:
            self._hurry()
            return fresh_seed()

    def _sit(self, spec: Spec) -> int:
        with self.history.deciding(self._now()):
            state = self.state()
            if spec.id in state.sittings:
                return state.sittings[spec.id].seed
            # What is known already counts only when it is written for a review that was served.
            if spec.id in state.cards or spec.id in state.practised:
                return fresh_seed()
            return self._serve(spec, by="grade")

    def ran(self, spec: Spec, source: bytes, outcome: str, facts: Mapping[str, Any]) -> Result:
        """Record one grading: passed, failed or error.

        ``facts`` is kept with it: ``sha256`` of the source, and ``unwritten`` for the stub as it
        was served, are acted on. While another command holds the history the run is kept beside
        it, and recorded by the next one that finds it free.
        """
        try:
            self._take_in()
            return self._ran(spec, source, outcome, facts)
        except Busy as busy:
            self._hurry()
            at = self._now().isoformat()
            try:
                waiting.keep(
                    self.workspace.private, waiting.Run(spec.id, at, outcome, source, dict(facts))
                )
            except OSError:
                raise busy from None
            return Result(False, unrated=_WAITS)

    def _take_in(self) -> None:
        """Record, as of their own time, the runs that waited for the history."""
        history, clock = self.history, self._now
        for file, run in waiting.kept(self.workspace.private):
            spec = self.catalogue.get(self.catalogue.now_called.get(run.exercise, run.exercise))
            if spec is None:
                continue
            try:
                with history.deciding(clock()):
                    if file.exists():  # no other command was faster
                        at = datetime.fromisoformat(run.at)
                        self._now = lambda at=at: at  # type: ignore[misc]
                        self._sit(spec)
                        self._ran(spec, run.source, run.outcome, run.facts)
                        waiting.gone(file)
            finally:
                self._now = clock

    def _ran(self, spec: Spec, source: bytes, outcome: str, facts: Mapping[str, Any]) -> Result:
        digest = facts["sha256"] or hashlib.sha256(source).hexdigest()
        says = fingerprint(source)
        data = {**facts, "outcome": outcome, "sha256": digest, "says": says}
        with self.history.deciding(self._now()):
            before = self.state()
            sitting = before.sittings.get(spec.id)
            if sitting is not None and sitting.had == says:
                data["old"] = True
            elif sitting is not None and outcome == "passed" and self._passed_before(spec, says):
                data["repeats"] = True
            self._append("run", spec, data, source=(digest, source))
        card = before.cards.get(spec.id)
        due = date.fromisoformat(card.memory.due) if card else None
        if sitting is None:
            return Result(True, due=due, extra=True, unrated=self._why_unrated(before, spec))
        if data.get("old"):
            return Result(True, due=due, extra=True, unrated=_OLD)
        after = self.state()
        if spec.id in after.sittings:
            return Result(True)
        return _result(after.cards[spec.id])

    def _passed_before(self, spec: Spec, says: str) -> bool:
        """Whether the same code passed in an earlier review."""
        for fact in self.history.runs_of(spec.id):
            if fact.data.get("outcome") != "passed":
                continue
            said = fact.data.get("says")
            if said is None:  # of an earlier version: the file itself was kept
                source = self.history.source(fact.data.get("sha256", ""))
                said = None if source is None else fingerprint(source)
            if said == says:
                return True
        return False

    def _why_unrated(self, state: State, spec: Spec) -> Text:
        if state.reviewed(spec.id, self.today.isoformat()):
            return _REVIEWED
        return _EXTRA if spec.id in state.practised else _NOT_SERVED

    def hint(self, spec: Spec) -> Given:
        """Record and return the next hint; PracticeError when there are no more."""
        self._sit_for_help(spec)
        state = self.state()
        sitting = state.sittings.get(spec.id)
        taken = (
            state.free_hints.get(spec.id, 0)
            if sitting is None
            else sitting.nudges + sitting.reveals
        )
        if taken >= len(spec.hints):
            raise PracticeError(
                f"There are no more hints for `{spec.id}`: all {taken} were given.",
                f"`practice solution {spec.id}` shows the answer.",
            )
        hint = _with_line(spec, spec.hints[taken])
        if taken == len(spec.hints) - 1 and sitting is not None and sitting.said:
            # the last one before the solution speaks of what was actually written
            said, code = sitting.said, "\n".join(sitting.repaired)
            own = Text("It would be right with:", "改成这样就对了：") if code else Text("", "")
            block = f"\n\n```python\n{code}\n```" if code else ""
            hint = Hint(
                f"{said} {own.en}".strip() + f"{block}\n\n{hint.en}",
                f"{said} {own.zh}".strip() + f"{block}\n\n{hint.zh}",
                hint.reveals,
            )
        self._append("hint", spec, {"number": taken + 1, "reveals": hint.reveals})
        return Given(hint, taken + 1, len(spec.hints), free=sitting is None)

    def costs_nothing(self, spec: Spec) -> bool:
        """Whether no review of it is open, so that nothing that is seen now changes one."""
        state = self.state()
        done = state.reviewed(spec.id, self.today.isoformat()) or spec.id in state.practised
        return done and spec.id not in state.sittings

    def _sit_for_help(self, spec: Spec) -> None:
        """Help is part of a review: open one, unless that of today is done."""
        with self.history.deciding(self._now()):
            if spec.id not in self.state().sittings and not self.costs_nothing(spec):
                self._serve(spec, by="grade")

    def formula_costs(self, spec: Spec) -> bool:
        """Whether looking up the formula is a hint: not on the first passes, and only while a
        review is open. Recognising is not recalling."""
        state = self.state()
        card, sitting = state.cards.get(spec.id), state.sittings.get(spec.id)
        asked = self.settings.formula == "on-request" and sitting is not None
        return asked and card is not None and card.pass_days >= FREE_FORMULAS

    def saw_formula(self, spec: Spec) -> bool:
        """Record that the formula was looked up, where that costs; whether it does."""
        if not self.formula_costs(spec):
            return False
        if not self.state().sittings[spec.id].formula:
            self._append("hint", spec, {"number": 0, "reveals": False, "formula": True})
        return True

    def reveal(self, spec: Spec) -> Result:
        """Record that the solution was opened."""
        self._sit_for_help(spec)
        extra = spec.id not in self.state().sittings
        self._append("revealed", spec)
        card = self.state().cards.get(spec.id)
        return Result(True, extra=True) if card is None else _result(card)._replace(extra=extra)

    def undoable(self) -> Iterator[Fact]:
        """What `undo` takes back, one after another: the facts that still count, the last first."""
        undone = {fact.data["fact"] for fact in self.history.of_kind("undone")}
        for fact in self.history.backwards():
            if fact.kind == "undone" or fact.id in undone:
                continue
            if fact.data.get("exam") and fact.kind != "planned":
                return  # exams are not taken back, nor what was before one
            yield fact

    def undo(self, expected: Fact | None = None) -> Fact:
        """Take back the last fact that still counts; it stays in the log, marked as taken back.

        ``expected`` is the one that was shown: PracticeError when it is the last no more.
        """
        with self.history.deciding(self._now()):
            fact = self.to_undo()
            if expected is not None and fact.id != expected.id:
                raise PracticeError(
                    "Something else was recorded meanwhile, so nothing was taken back.",
                    "Type `practice undo` again.",
                )
            self.history.append("undone", fact.exercise, self._now(), {"fact": fact.id})
        return fact

    def to_undo(self) -> Fact:
        """What `undo` would take back now; PracticeError when there is nothing."""
        fact = next(self.undoable(), None)
        if fact is not None:
            return fact
        if self.state().exams:
            raise PracticeError(
                "What was recorded last is an exam, and exams are not taken back.",
                "`practice exam report` shows it.",
            )
        raise PracticeError("There is nothing to take back.")

    def reset(self, spec: Spec, lang: str) -> Path | None:
        """Start an exercise's file anew; where the old one is kept."""
        return self.workspace.reset_stub(spec, lang, self._now())

    # -- writing facts ---------------------------------------------------------------------------

    def record(self, kind: Kind, about: str, data: dict[str, Any]) -> Fact:
        """Commit a fact about an exercise or a question, by its id."""
        return self.history.append(kind, about, self._now(), data)

    def _serve(self, spec: Spec, by: str) -> int:
        seed = fresh_seed()
        self._append(
            "served",
            spec,
            {"seed": seed, "by": by, "family": spec.family, "par_minutes": spec.par_minutes,
             "had": self._had(spec) if by == "next" or spec.id in self.state().cards else ""},
        )  # fmt: skip
        return seed

    def _had(self, spec: Spec) -> str:
        """What stands in the file now; empty for a stub or where there is none."""
        if self.workspace.untouched(spec):
            return ""
        try:
            return fingerprint(self.workspace.stub(spec).read_bytes())
        except OSError:
            return ""

    def _append(
        self, kind: Any, spec: Spec, data: dict[str, Any] | None = None,
        source: tuple[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.history.append(kind, spec.id, self._now(), data, source)


_REVIEWED = Text("its review of today is done", "它今天已经评过")
_EXTRA = Text("it is written outside the schedule", "这是计划之外的练习")
_OLD = Text("this code was there before the drill was served", "这份代码在出题之前就已经写好")
_WAITS = Text(
    "another command uses the history, so this run is kept and recorded with the next command",
    "另一个命令正在使用历史记录；这次运行已保存，下一条命令会补记",
)
_NOT_SERVED = Text(
    "it was not served for a review; `practice next` does that when it is due",
    "这次没有为复习出题；到期时 `practice next` 会出",
)


def fresh_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbits(31)


def _result(card: Card) -> Result:
    return Result(True, card.grade, card.reasons, date.fromisoformat(card.memory.due))


def _standing(spec: Spec, state: State, today: date) -> Standing:
    card = state.cards.get(spec.id)
    waits_for = [] if card else queue.waits_for(state, spec)
    due = date.fromisoformat(card.memory.due) if card else None
    stage: Stage
    if spec.id in state.suspended:
        stage = "suspended"
    elif spec.id in state.buried:
        stage = "buried"
    elif spec.id in state.sittings:
        stage = "open"
    elif due is not None:
        stage = "due" if due <= today else "scheduled"
    else:
        stage = "locked" if waits_for else "new"
    if card is None:
        return Standing(spec, stage, None, None, waits_for)
    passed = card.pass_days > 0
    return Standing(spec, stage, due, card.grade, (), card.lapses, card.leech, passed)


def _with_line(spec: Spec, hint: Hint) -> Hint:
    """A hint that names a step, as the model answer's own line that makes it."""
    if not hint.step:
        return hint
    line, called = line_of_step(spec, hint.step), spec.steps[hint.step]
    return Hint(
        f"This line gives {called.en}: `{line}`",
        f"这一行得到{called.in_('zh')}：`{line}`",
        hint.reveals,
    )
