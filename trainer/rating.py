"""How well a drill went: a pure function from how a sitting ended to a rating and its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from exercises.texts import Text

#: Raised when a rule below changes; every past sitting is then rated anew from its facts.
RULES = 3

Grade = Literal["again", "hard", "good", "easy"]
Ending = Literal["passed", "skipped", "revealed", "abandoned", "examined"]

#: From the worst to the best.
STEPS: tuple[Grade, ...] = ("again", "hard", "good", "easy")
_NAMES: dict[Grade, Text] = {
    "again": Text("Again", "“重来”"),
    "hard": Text("Hard", "“困难”"),
    "good": Text("Good", "“良好”"),
    "easy": Text("Easy", "“轻松”"),
}

#: Runs from which on a pass was hard work.
MANY_RUNS = 3
#: Past this many times the par time a pass was hard work.
SLOW = 2.0
#: Easy has to be earned: this many passes to compare with, and this share of their mean time.
ENOUGH_PASSES = 5
FAST = 0.8


class Sat(NamedTuple):
    """A sitting that has ended."""

    ending: Ending
    runs: int
    """Gradings of something the learner wrote; the stub as served and errors do not count."""
    nudges: int
    reveals: int
    seconds: float | None
    """From being served to the pass; None when that is not known: it was never served, only
    graded, or there was a long time without a sign of work."""
    par_minutes: float
    earlier_seconds: Sequence[float] = ()
    """How long the learner's own earlier passes of this exercise took."""
    formula: bool = False
    """The formula was looked up when it was no longer free."""
    solution_seen: bool = False
    """The solution was opened, and that was taken back."""
    pasted: bool = False
    """The code of an earlier pass was back in no time."""
    asked: Grade | None = None
    """How the learner rates it."""


class Rating(NamedTuple):
    grade: Grade
    reasons: list[Text]


def rate(sat: Sat) -> Rating:
    """The rating of a sitting, and why. The learner may rate it lower by as much as they like, and
    higher by one step: nobody else knows that it was a guess, or a slip of the pen."""
    found = _observed(sat)
    if sat.asked is None or sat.asked == found.grade or sat.ending != "passed":
        return found
    highest = STEPS[min(STEPS.index(found.grade) + 1, len(STEPS) - 1)]
    grade = min(sat.asked, highest, key=STEPS.index)
    asked, was, most = (_NAMES[each] for each in (sat.asked, found.grade, highest))
    yours = Text(f"you rated it {asked.en} (it was {was.en})", f"你评为{asked.zh}（原为{was.zh}）")
    if grade != sat.asked:
        yours = Text(
            f"you asked for {asked.en}; from {was.en} it goes up to {most.en} at most",
            f"你要求{asked.zh}；从{was.zh}最多升到{most.zh}",
        )
    return Rating(grade, [yours, *found.reasons])


def _observed(sat: Sat) -> Rating:
    """The rating by what was seen of it alone."""
    if sat.ending != "passed":
        return Rating("again", [_NOT_PASSED[sat.ending]])
    if sat.solution_seen:
        return Rating("again", [Text("the solution was seen", "看过答案")])
    if sat.reveals:
        return Rating("again", [Text("a hint gave the answer away", "用了揭示答案的提示")])
    hard = list(_hard(sat))
    if hard:
        return Rating("hard", hard)
    runs = Text(
        "passed unaided at the first run"
        if sat.runs == 1
        else f"passed unaided in {sat.runs} runs",
        "没用提示，一次通过" if sat.runs == 1 else f"没用提示，{sat.runs} 次运行通过",
    )
    mean = _mean(sat.earlier_seconds)
    if sat.runs == 1 and sat.seconds is not None and mean and sat.seconds < FAST * mean:
        faster = Text(
            f"in {_minutes(sat.seconds)}, clearly faster than your mean of {_minutes(mean)}",
            f"用时 {_minutes(sat.seconds)}，明显快于你的平均 {_minutes(mean)}",
        )
        return Rating("easy", [runs, faster])
    return Rating("good", [runs])


_NOT_PASSED = {
    "skipped": Text("given up", "已放弃"),
    "revealed": Text("the solution was opened", "看了答案"),
    "examined": Text("not passed in an exam", "考试中没有通过"),
    "abandoned": Text("not passed on the day it was tried", "当天没有通过"),
}


def _hard(sat: Sat) -> list[Text]:
    reasons = []
    if sat.pasted:
        reasons.append(
            Text(
                "the code of an earlier pass, back within a minute: pasted, not written",
                "与之前通过的代码相同，而且一分钟内就交了：是粘贴，不是重写",
            )
        )
    if sat.runs >= MANY_RUNS:
        reasons.append(Text(f"passed after {sat.runs} runs", f"{sat.runs} 次运行后通过"))
    if sat.nudges:
        hints = "a hint" if sat.nudges == 1 else f"{sat.nudges} hints"
        reasons.append(Text(f"with {hints}", f"用了 {sat.nudges} 条提示"))
    if sat.formula:
        reasons.append(Text("the formula was looked up", "看了公式"))
    if sat.seconds is not None and sat.seconds > SLOW * sat.par_minutes * 60:
        reasons.append(
            Text(
                f"took {_minutes(sat.seconds)}, over twice the {sat.par_minutes:g} min it should",
                f"用时 {_minutes(sat.seconds)}，超过参考时间 {sat.par_minutes:g} 分钟的两倍",
            )
        )
    return reasons


def _mean(seconds: Sequence[float]) -> float | None:
    return sum(seconds) / len(seconds) if len(seconds) >= ENOUGH_PASSES else None


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02d} min"
