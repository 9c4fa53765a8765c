"""Where a learner sits: workspace, history and rules, put together for one command."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exercises import libraries
from exercises.catalogue import Catalogue
from exercises.environment import HERE, Environment
from exercises.errors import PracticeError
from exercises.spec import Spec
from trainer import queue, runs
from trainer.backlog import Backlog, backlog
from trainer.days import Today
from trainer.facts import Fact, Kind
from trainer.folding import settle
from trainer.history import HURRY_SECONDS, WAIT_SECONDS, History
from trainer.interview import Interview
from trainer.merge import Conflict, conflicts
from trainer.recall import is_due
from trainer.settings import Settings
from trainer.snapshot import folded
from trainer.state import State
from trainer.trouble import Busy
from trainer.workspace import Workspace


class Desk:
    """One workspace, opened for one command: what is known of it, and where facts go. What is done
    at it stands beside it: `drills`, `runs`, `aid`, `undoing`, `standings`."""

    def __init__(
        self, workspace: Workspace, catalogue: Catalogue, now: Callable[[], datetime] = HERE.now
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
            runs.take_in(self)

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
    def open(cls, catalogue: Catalogue, env: Environment = HERE) -> Desk:
        """The desk of the workspace that is found there."""
        return cls(Workspace.find(env), catalogue, env.now)

    def now(self) -> datetime:
        """This moment, in the learner's zone."""
        return self._now()

    @contextlib.contextmanager
    def as_of(self, moment: datetime) -> Iterator[None]:
        """What is recorded meanwhile happened at ``moment``."""
        clock = self._now
        self._now = lambda: moment
        try:
            yield
        finally:
            self._now = clock

    @property
    def today(self) -> Today:
        return Today.at(self._now())

    def in_exam(self) -> bool:
        """Whether an exam is known to run; a history that is in use does not tell."""
        try:
            return self.state().exam is not None
        except Busy:
            self.hurry()
            return False

    def hurry(self) -> None:
        """Wait no longer for the history while another command holds it."""
        if self._history is not None:
            self._history.hurry()

    def state(self) -> State:
        """Where the learner stands now."""
        begin = State(self.settings.retention)
        return settle(folded(self.history, begin), self.today.isoformat())

    def record(
        self, kind: Kind, about: str, data: dict[str, Any] | None = None,
        source: tuple[str, bytes] | None = None,
    ) -> Fact:  # fmt: skip
        """Commit a fact about an exercise or a question, by its id; with it, the learner's file
        that it is about."""
        return self.history.append(kind, about, self._now(), data, source)

    # -- what there is to do ----------------------------------------------------------------------

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

    def next_due(self, among: Sequence[Spec] | None = None) -> tuple[date, Spec] | None:
        """The next known drill (of these) that comes back, and when."""
        found = queue.next_due(self.state(), among or self.usable)
        return (date.fromisoformat(found[0]), found[1]) if found else None

    def backlog(self) -> Backlog:
        """What is due, and when that will be done at the pace of the settings."""
        specs, today = self.usable, self.today.isoformat()
        return backlog(self.state(), specs, today, self.places)

    @property
    def usable(self) -> list[Spec]:
        """The exercises that can be done here: those in NumPy only where it is installed."""
        return libraries.usable(self.catalogue.values())

    @property
    def places(self) -> queue.Places:
        """How many drills the settings give a day."""
        return queue.Places(self.settings.new_per_day, self.settings.reviews_per_day)

    def ranked(self) -> tuple[list[Spec], bool]:
        """Everything there is to serve today, the first first, siblings or not; whether that was
        planned after an exam."""
        specs, today = self.usable, self.today.isoformat()
        return queue.ranked(self.state(), specs, today, self.places)

    def work(self) -> tuple[Interview, queue.Work] | None:
        """The interview that is ahead and what is left to write for it today; None without one."""
        state, today = self.state(), self.today.isoformat()
        interview = state.preparing(today)
        if interview is None:
            return None
        specs = self.usable
        return interview, queue.day_of_work(interview, state, specs, today, self.places)

    def held_back(self) -> Spec | None:
        """What there is to do, when it is only siblings of what was served just now."""
        state, specs, today = self.state(), self.usable, self.today.isoformat()
        apart = queue.just_served(state, self._now())
        return queue.held_back(state, specs, today, self.places, apart)

    def questions_due(self) -> int:
        """How many questions `practice quiz` has due."""
        recalls = self.state().questions.values()
        return sum(is_due(recall, self.today.isoformat()) for recall in recalls)

    def conflicts(self) -> list[Conflict]:
        """Copies of the history beside it, as programs that keep folders in step make them, that
        hold what it lacks."""
        return conflicts(self.history.file)

    def reset(self, spec: Spec, lang: str) -> Path | None:
        """Start an exercise's file anew; where the old one is kept."""
        return self.workspace.reset_stub(spec, lang, self._now())
