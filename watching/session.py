"""The loop of `practice watch`: a save starts a grade, a verdict is recorded and shown, a key acts.

One thread notices saves and one grades; what they have to say arrives here in a queue, and only
this thread touches the history and the terminal.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.text import Text

from exercises.answer import model_answer
from exercises.errors import PracticeError
from exercises.spec import Spec
from grader.verdict import Verdict
from screens import messages, report, watching
from screens.layout import sentences
from screens.listing import listing
from screens.serving import served
from screens.terminal import Terminal, show_json
from trainer import aid, drills, runs
from trainer.desk import Desk
from trainer.drills import Drill
from trainer.standings import standings
from trainer.workspace import read_code
from watching.keyboard import Keyboard
from watching.saves import Look, Saves, look, settled

#: How often a file is looked at whatever the notifications say: network shares send none.
_LOOK_SECONDS = 1.0
#: A grade shorter than this needs no word that it is under way.
_PATIENCE_SECONDS = 0.25

#: An empty line, the keys (two lines on a narrow terminal), and where the cursor stands.
_KEY_ROWS = 4

#: Grade these bytes of this exercise with this seed.
Judge = Callable[[Spec, bytes, int], Verdict]
Facts = Callable[[Verdict], dict[str, Any]]


class Graded(NamedTuple):
    """What the grading thread hands over: a verdict, or what went wrong."""

    spec: Spec
    source: bytes
    verdict: Verdict | PracticeError


class Watch:
    """One learner, writing. ``as_json`` prints one object a grade and takes no keys."""

    def __init__(
        self,
        desk: Desk,
        spec: Spec,
        lang: str,
        judge: Judge,
        facts: Facts,
        as_json: bool = False,
        drill: Drill | None = None,
    ) -> None:
        """``drill`` is what was served to be watched, if anything was."""
        self.desk, self.lang, self.judge, self.facts = desk, lang, judge, facts
        self.as_json = as_json
        self.terminal = Terminal()
        self._events: queue.SimpleQueue[Graded | None] = queue.SimpleQueue()
        self._bell, self._ring = os.pipe()
        os.set_blocking(self._ring, False)
        self._asking = False
        self._drill = drill
        self._long: Sequence[Text] = ()
        self._take(spec)

    def _take(self, spec: Spec) -> None:
        """Turn to an exercise. What stands in its file is not graded before it is saved."""
        self.spec = spec
        self.path: Path = self.desk.workspace.stub(spec)
        self.desk.workspace.write_stub(spec, self.lang)
        self._seen: Look | None = look(self.path)
        self._graded: bytes | None = None
        self._grading_since: float | None = None
        self._told = False
        self._done = self._hints_given = False

    # -- the loop --------------------------------------------------------------------------------

    def run(self) -> None:
        """Until `q`, an interrupt, or the end of the terminal."""
        saves = Saves(self.desk.workspace.root, lambda: self._tell(None))
        try:
            with Keyboard() as keyboard:
                self._keys = keyboard.there and not self.as_json
                self._show(self._first())
                self._until_quit(keyboard)
        finally:
            saves.close()

    def _first(self) -> list[Text]:
        """The task where nothing is written yet; else where it is written."""
        desk, lang, width = self.desk, self.lang, self.terminal.width
        if self._drill is not None:
            return served(self._drill, None, desk, lang, width, watched=True)
        if desk.workspace.untouched(self.spec):
            return watching.task(self.spec, self.path, lang, width, desk)
        return watching.waiting(self.spec, self.path, lang, width)

    def _until_quit(self, keyboard: Keyboard) -> None:
        listening = [self._bell, *(keyboard.descriptors if self._keys else [])]
        while True:
            busy = self._grading_since is not None and not self._told
            ready, _, _ = select.select(
                listening, [], [], _PATIENCE_SECONDS if busy else _LOOK_SECONDS
            )
            if self._bell in ready:
                os.read(self._bell, 4096)
            while not self._events.empty():
                graded = self._events.get()
                if graded is not None:
                    self._judged(graded)
            self._look()
            self._say_busy()
            if keyboard.descriptors and keyboard.descriptors[0] in ready:
                key = keyboard.key()
                if key == "q":
                    return
                self._press(key)

    def _tell(self, event: Graded | None) -> None:
        self._events.put(event)
        with contextlib.suppress(BlockingIOError):  # it is ringing already
            os.write(self._ring, b".")

    # -- grading ---------------------------------------------------------------------------------

    def _look(self) -> None:
        """Start a grade when the file changed; during one, remember nothing: it is looked at
        again when that ends."""
        now = look(self.path)
        if self._grading_since is not None or now is None or now == self._seen:
            return
        try:
            source, now = settled(self.path, lambda path: read_code(path, self.spec))
        except PracticeError as error:
            self._seen = now
            self._show(sentences([error.message, error.remedy], self.terminal.width))
            return
        self._seen = now
        if source == self._graded:
            return  # saved again without a change
        self._graded = source
        self._asking, self._told = False, False
        self._grading_since = time.monotonic()
        seed = runs.sit(self.desk, self.spec)
        threading.Thread(target=self._grade, args=(self.spec, source, seed), daemon=True).start()

    def _grade(self, spec: Spec, source: bytes, seed: int) -> None:
        verdict: Verdict | PracticeError
        try:
            verdict = self.judge(spec, source, seed)
        except PracticeError as error:
            verdict = error
        except Exception as error:  # a thread that died silently would grade for ever
            verdict = PracticeError(f"Grading broke: {type(error).__name__}: {error}.")
        self._tell(Graded(spec, source, verdict))

    def _judged(self, graded: Graded) -> None:
        self._grading_since = None
        self._leave_to_an_exam()
        spec, source, verdict = graded
        if isinstance(verdict, PracticeError):
            self._graded = None
            self._show(sentences([verdict.message, verdict.remedy], self.terminal.width))
            return
        facts = {**self.facts(verdict), "mode": "watch"}
        result = runs.ran(self.desk, spec, source, verdict.outcome, facts)
        self._done = verdict.passed
        if verdict.outcome == "error":
            self._graded = None  # saving it again asks again
        if self.as_json:
            show_json(report.verdict(verdict, self.path, result))
            return
        self._show(
            watching.outcome(
                verdict, spec, source, self.path, self.lang, self.terminal.width, self.desk, result
            )
        )

    def _leave_to_an_exam(self) -> None:
        """An exam that was begun in another terminal allows no explanations."""
        if self.desk.in_exam():
            raise PracticeError(
                "An exam is running: `practice watch` ends here.",
                "`practice grade` says what may be said in one; `practice exam submit` ends it.",
            )

    def _say_busy(self) -> None:
        since = self._grading_since
        if since is not None and not self._told and time.monotonic() - since > _PATIENCE_SECONDS:
            self._told = True
            self._show(watching.grading(self.path, self.lang))

    # -- keys ------------------------------------------------------------------------------------

    def _acting(self) -> list[str]:
        """The keys that do something now."""
        if self._grading_since is not None:
            return ["q"]
        if self._asking:
            return ["y", "q"]
        more = ["v"] if self._long else []
        if self._done:
            return [*more, "n", "l", "q"]
        return [*more, *([] if self._hints_given else ["h"]), "s", "t", "l", "q"]

    def _press(self, key: str) -> None:
        self._leave_to_an_exam()
        asked, self._asking = self._asking, False
        if asked and key != "y":
            self._show(watching.waiting(self.spec, self.path, self.lang, self.terminal.width))
            return
        self._asking = asked
        if key not in self._acting():
            return
        self._asking = False
        if key == "v":
            self._show_all()
            return
        try:
            lines = self._act(key)
        except PracticeError as error:
            lines = sentences([error.message, error.remedy], self.terminal.width)
            self._hints_given = self._hints_given or key == "h"
        self._show(lines)

    def _act(self, key: str) -> list[Text]:
        desk, spec, lang, width = self.desk, self.spec, self.lang, self.terminal.width
        if key == "n":
            drill = drills.next_drill(desk, lang)
            if drill is not None:
                self._take(drill.spec)
            return served(drill, None, desk, lang, width, watched=True)
        if key == "t":
            return watching.task(spec, self.path, lang, width, desk)
        if key == "h":
            given = aid.hint(desk, spec)
            self._hints_given = given.number == given.total
            return messages.hint(given, spec, desk.today, lang, width)
        if key == "s":
            self._asking = True
            question = messages.solution_cost(spec, aid.costs_nothing(desk, spec), desk.today, lang)
            return sentences([question], width)
        if key == "y":
            answer = model_answer(spec)
            result = aid.reveal(desk, spec)
            self._done = True
            return messages.solution(spec, answer, result, desk.today, lang, width)
        return listing(standings(desk), lang, width, desk.today)

    # -- the terminal ----------------------------------------------------------------------------

    def _show(self, lines: Sequence[Text]) -> None:
        if self.as_json:
            return
        self.terminal.begin()
        self._long = ()
        rows = self.terminal.rows - _KEY_ROWS
        if self._keys and len(lines) > rows:
            self._long = lines
            lines = watching.fitting(lines, rows, self.lang)
        self.terminal.show(lines)
        self._show_keys()

    def _show_all(self) -> None:
        """What did not fit, in the pager; without one all of it, the end in view."""
        self.terminal.begin()
        if self.terminal.overfull(self._long):
            self.terminal.page(self._long)
        else:
            self.terminal.show(self._long)
        self._show_keys()

    def _show_keys(self) -> None:
        if self._keys:
            self.terminal.show(["", watching.keys(self._acting(), self._asking, self.lang)])
