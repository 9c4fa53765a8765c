"""Help with a drill and what it costs: hints, the formula, the solution."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exercises.answer import line_of_step
from exercises.errors import PracticeError
from exercises.spec import Hint, Spec
from exercises.texts import Text
from trainer.drills import serve
from trainer.runs import Result, reviewed

if TYPE_CHECKING:
    from trainer.desk import Desk

#: The formula is free until it was passed on so many days.
FREE_FORMULAS = 2


class Given(NamedTuple):
    """A hint, and where it stands among the others."""

    hint: Hint
    number: int
    total: int
    free: bool
    """The drill was already reviewed today, so it costs nothing."""


def hint(desk: Desk, spec: Spec) -> Given:
    """Record and return the next hint; PracticeError when there are no more."""
    _sit_for_help(desk, spec)
    state = desk.state()
    sitting = state.sittings.get(spec.id)
    taken = (
        state.free_hints.get(spec.id, 0) if sitting is None else sitting.nudges + sitting.reveals
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
    desk.record("hint", spec.id, {"number": taken + 1, "reveals": hint.reveals})
    return Given(hint, taken + 1, len(spec.hints), free=sitting is None)


def costs_nothing(desk: Desk, spec: Spec) -> bool:
    """Whether no review of it is open, so that nothing that is seen now changes one."""
    state = desk.state()
    done = state.reviewed(spec.id, desk.today.isoformat()) or spec.id in state.practised
    return done and spec.id not in state.sittings


def _sit_for_help(desk: Desk, spec: Spec) -> None:
    """Help is part of a review: open one, unless that of today is done."""
    with desk.history.deciding(desk.now()):
        if spec.id not in desk.state().sittings and not costs_nothing(desk, spec):
            serve(desk, spec, by="grade")


def _formula_costs(desk: Desk, spec: Spec) -> bool:
    """Whether looking up the formula is a hint: not on the first passes, and only while a
    review is open. Recognising is not recalling."""
    state = desk.state()
    card, sitting = state.cards.get(spec.id), state.sittings.get(spec.id)
    asked = desk.settings.formula == "on-request" and sitting is not None
    return asked and card is not None and card.pass_days >= FREE_FORMULAS


def saw_formula(desk: Desk, spec: Spec) -> bool:
    """Record that the formula was looked up, where that costs; whether it does."""
    if not _formula_costs(desk, spec):
        return False
    if not desk.state().sittings[spec.id].formula:
        desk.record("hint", spec.id, {"number": 0, "reveals": False, "formula": True})
    return True


def reveal(desk: Desk, spec: Spec) -> Result:
    """Record that the solution was opened."""
    _sit_for_help(desk, spec)
    extra = spec.id not in desk.state().sittings
    desk.record("revealed", spec.id)
    card = desk.state().cards.get(spec.id)
    return Result(True, extra=True) if card is None else reviewed(card)._replace(extra=extra)


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
