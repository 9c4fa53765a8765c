"""Questions asked at a terminal, one after another, until there are none or the learner leaves."""

from __future__ import annotations

import contextlib
import io
import sys
import time
import unicodedata
from collections.abc import Sequence

from rich.text import Text

from commands.frame import not_in_exam
from exercises.questions import Question, Short
from exercises.replies import parse_reply, shuffled
from screens import quiz as screen
from screens.layout import sentences
from screens.terminal import Terminal
from screens.words import speaker
from trainer import quiz
from trainer.desk import Desk
from trainer.recall import Judgement


class Leaves(Exception):
    """The learner has had enough."""


class Asking:
    """One sitting of `practice quiz`. Every answer is committed before anything is said of it."""

    def __init__(
        self,
        desk: Desk,
        questions: Sequence[Question],
        lang: str,
        count: int | None,
        seed: int | None,
    ) -> None:
        self.desk, self.questions, self.lang = desk, questions, lang
        self.count, self.seed = count, seed
        self.given: list[Judgement] = []
        self.terminal = Terminal()
        self._asked = 0

    def run(self) -> None:
        """Until nothing is left to ask, ``count`` were asked, or the learner leaves."""
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # arrow keys, and Chinese that can be taken back
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        try:
            self._judge_earlier()
            self._ask_all()
        except (Leaves, EOFError, KeyboardInterrupt) as left:
            if not isinstance(left, Leaves):
                self._show([""])  # the cursor stands behind the prompt
        left_to_ask = self._ahead()
        width = self.terminal.width
        self._show(
            ["", *screen.summary(self.given, left_to_ask, self.desk.today, self.lang, width)]
        )

    def _ask_all(self) -> None:
        question = self._next()
        while question is not None:
            self._ask(question)
            question = self._next() if self._asked != self.count else None
            if question is not None:
                self._pause()

    def _judge_earlier(self) -> None:
        for question in self._ahead().unjudged:
            typed = quiz.waiting(self.desk, question)
            self._show(screen.to_judge(question, typed, self.lang, self.terminal.width))
            self._judge(question)
            self._pause()

    # -- one question ----------------------------------------------------------------------------

    def _ask(self, question: Question) -> None:
        self._asked += 1
        state = self.desk.state()
        seed = self.seed
        if seed is None:
            seed = quiz.seed_for(question, state.questions.get(question.id))
        standing = quiz.standing(state, question, self.desk.today.isoformat())
        shown = shuffled(question, seed)
        self._show(screen.asked(shown, standing, self._asked, self.lang, self.terminal.width))
        begun = time.monotonic()
        typed = self._typed(shown)
        seconds = round(time.monotonic() - begun, 1)
        reviewed = quiz.take(self.desk, question, typed, seed, seconds)
        if isinstance(question, Short):
            self._judge(question)
            return
        self.given.append("right" if reviewed.right else "wrong")
        today, width = self.desk.today, self.terminal.width
        self._show(screen.answered(shown, typed, reviewed, today, self.lang, width))

    def _typed(self, question: Question) -> str:
        """What was typed, once it can be read as an answer of this kind."""
        while True:
            typed = self._line()
            if isinstance(question, Short) or parse_reply(question, typed) is not None:
                return typed
            self._show(screen.unreadable(question, self.lang, self.terminal.width))

    def _judge(self, question: Question) -> None:
        assert isinstance(question, Short)
        self._show(screen.model(question, self.lang, self.terminal.width))
        judgement = None
        while judgement is None:
            judgement = screen.JUDGEMENTS.get(_plain(self._line()))
            if judgement is None:
                how = screen.how_to_judge(speaker(self.lang))
                self._show(sentences([how], self.terminal.width))
        reviewed = quiz.judge(self.desk, question, judgement)
        self.given.append(judgement)
        self._show(
            screen.judged(judgement, reviewed, self.desk.today, self.lang, self.terminal.width)
        )

    # -- the terminal ----------------------------------------------------------------------------

    def _pause(self) -> None:
        """Leave the explanation on the screen until it has been read."""
        say = speaker(self.lang)
        self._show([""])
        self._line(say("Enter asks the next one, q leaves. ", "按回车继续，q 退出。"))
        self._show([""])

    def _line(self, prompt: str = "> ") -> str:
        line = input(prompt)
        if _plain(line) == "q":
            raise Leaves
        return line

    def _show(self, lines: Sequence[Text | str]) -> None:
        self.terminal.show(lines)

    # -- what is left ----------------------------------------------------------------------------

    def _next(self) -> Question | None:
        not_in_exam(self.desk, "the quiz waits until it is over")  # from another terminal
        return quiz.next_question(self.desk, self.questions)

    def _ahead(self) -> quiz.Ahead:
        return quiz.whats_ahead(self.desk, self.questions)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()
