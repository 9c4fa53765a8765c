"""Which exercise is written now: served, begun, known, practised once more, or given up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from exercises import libraries
from exercises.errors import PracticeError
from exercises.spec import Spec
from trainer import queue
from trainer.code import fingerprint
from trainer.state import State

if TYPE_CHECKING:
    from trainer.desk import Desk

Why = Literal["open", "planned", "due", "new", "extra", "interview"]


class Drill(NamedTuple):
    """One served exercise, the file to write it in, and what made it the one."""

    spec: Spec
    path: Path
    why: Why
    exam_day: str = ""
    """The day of the exam after which it was planned."""
    kept: Path | None = None
    """Where the file went that was there before; what is planned is written anew."""


def next_drill(desk: Desk, lang: str, among: Sequence[Spec] | None = None) -> Drill | None:
    """Serve the current drill, or the one most worth writing; None when nothing is to do.

    ``among``: the exercises that were asked for. They are served beyond the places of the day
    and next to their siblings. PracticeError while another is being written.
    """
    with desk.history.deciding(desk.now()):
        return _next(desk, lang, among)


def _next(desk: Desk, lang: str, among: Sequence[Spec] | None) -> Drill | None:
    spec = desk.current()
    if spec is not None and among is not None and spec not in among:
        raise PracticeError(
            f"`{spec.id}` is being written.",
            "`practice next` shows it; `practice bury` puts it off to another day, "
            "`practice next --skip` gives it up.",
        )
    if spec is not None:
        desk.workspace.write_stub(spec, lang)
        return Drill(spec, desk.workspace.stub(spec), "open")
    state, day = desk.state(), desk.today.isoformat()
    if among is None:
        apart = queue.just_served(state, desk.now())
        spec = queue.choose(state, desk.usable, day, desk.places, apart)
    else:
        spec = queue.choose(state, among, day, queue.UNLIMITED)
    return None if spec is None else _served(desk, spec, lang)


def chosen(desk: Desk, spec: Spec, lang: str) -> Drill:
    """Serve the exercise that somebody names, whatever it builds on and beyond the places of the
    day. PracticeError where it is known and not due, where it was set aside, where what it is
    written in is not installed, and while another is being written."""
    if libraries.missing(spec) is not None:
        raise PracticeError(
            f"`{spec.id}` is written in NumPy, which is not installed.",
            f"Install it: `{libraries.INSTALL}`.",
        )
    with desk.history.deciding(desk.now()):
        drill = _next(desk, lang, [spec])
        if drill is not None:
            return drill
        state = desk.state()
        if state.set_aside(spec.id):
            raise PracticeError(
                f"`{spec.id}` was set aside.", f"`practice resume {spec.id}` brings it back."
            )
        if spec.id in state.cards:
            raise PracticeError(*_not_due(spec, state.cards[spec.id].memory.due))
        return _served(desk, spec, lang)


def _not_due(spec: Spec, due: str) -> tuple[str, str]:
    return (
        f"`{spec.id}` is known already; it comes back on {due}.",
        f"`practice extra {spec.id}` lets you write it before, not rated.",
    )


def _served(desk: Desk, spec: Spec, lang: str) -> Drill:
    """The drill of an exercise that nobody is writing, from now on being written."""
    state, day = desk.state(), desk.today.isoformat()
    planned = state.plan.entry(spec.id)
    known = spec.id in state.cards
    # What is planned or due is to be written again, not to be handed in again.
    again = (planned is not None or known) and not desk.workspace.untouched(spec)
    kept = desk.workspace.reset_stub(spec, lang, desk.now()) if again else None
    desk.workspace.write_stub(spec, lang)
    serve(desk, spec, by="next")
    path = desk.workspace.stub(spec)
    if planned is not None:
        return Drill(spec, path, "planned", planned.exam_day, kept)
    if known and state.cards[spec.id].memory.due > day:
        return Drill(spec, path, "interview", kept=kept)  # before it is due
    return Drill(spec, path, "due" if known else "new", kept=kept)


def know(desk: Desk, specs: Sequence[Spec]) -> list[Spec]:
    """Count these as known without having been written here; those that were not yet met."""
    with desk.history.deciding(desk.now()):
        state = desk.state()
        new = [s for s in specs if s.id not in state.cards and s.id not in state.sittings]
        for spec in new:
            desk.record("known", spec.id, {"family": spec.family})
    return new


def begin_from(desk: Desk, spec: Spec, lang: str) -> tuple[Drill, list[Spec]]:
    """Serve an exercise that was never met, and count what it builds on as known."""
    with desk.history.deciding(desk.now()):
        card = desk.state().cards.get(spec.id)
        if card is not None:
            raise PracticeError(*_not_due(spec, card.memory.due))
        known = know(desk, _below(desk, spec))
        if spec.id not in desk.state().sittings:
            desk.workspace.write_stub(spec, lang)
            serve(desk, spec, by="next")
        return Drill(spec, desk.workspace.stub(spec), "new"), known


def _below(desk: Desk, spec: Spec) -> list[Spec]:
    """All that an exercise builds on, directly or not, each after what it builds on itself."""
    found: list[Spec] = []
    for id_ in spec.requires:
        other = desk.catalogue[id_]
        found += [s for s in (*_below(desk, other), other) if s not in found]
    return found


def extra(desk: Desk, spec: Spec | None, lang: str) -> Drill:
    """Let an exercise be written from an empty stub outside the schedule, which it never
    touches: the one named, else the one reviewed last."""
    with desk.history.deciding(desk.now()):
        state = desk.state()
        spec = spec or _reviewed_last(desk, state)
        if spec.id in state.sittings:
            raise PracticeError(
                f"`{spec.id}` is being written, and that counts.",
                f"`practice grade {spec.id}` grades it; `practice next --skip` gives it up.",
            )
        kept = None
        if not desk.workspace.untouched(spec):
            kept = desk.workspace.reset_stub(spec, lang, desk.now())
        desk.workspace.write_stub(spec, lang)
        desk.record("extra", spec.id)
    return Drill(spec, desk.workspace.stub(spec), "extra", kept=kept)


def _reviewed_last(desk: Desk, state: State) -> Spec:
    known = [(c.memory.last, id_) for id_, c in state.cards.items() if id_ in desk.catalogue]
    if not known:
        raise PracticeError(
            "Nothing was reviewed yet.", "Name an exercise, as in `practice extra ce`."
        )
    ran = [fact.exercise for fact in desk.history.facts() if fact.kind != "undone"]
    latest = max(day for day, _ in known)
    return desk.catalogue[max((id_ for day, id_ in known if day == latest),
                              key=lambda id_: len(ran) - 1 - ran[::-1].index(id_))]  # fmt: skip


def skip(desk: Desk) -> Spec:
    """Give up the current drill."""
    spec = desk.require_current()
    desk.record("skipped", spec.id)
    return spec


def serve(desk: Desk, spec: Spec, by: str) -> int:
    seed = fresh_seed()
    desk.record(
        "served",
        spec.id,
        {"seed": seed, "by": by, "family": spec.family, "par_minutes": spec.par_minutes,
         "had": _had(desk, spec) if by == "next" or spec.id in desk.state().cards else ""},
    )  # fmt: skip
    return seed


def _had(desk: Desk, spec: Spec) -> str:
    """What stands in the file now; empty for a stub or where there is none."""
    if desk.workspace.untouched(spec):
        return ""
    try:
        return fingerprint(desk.workspace.stub(spec).read_bytes())
    except OSError:
        return ""


def fresh_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbits(31)
