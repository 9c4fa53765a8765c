"""Everything is taken back in order, also tomorrow, and the state is then what it was before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.errors import PracticeError
from screens import undoing as screen
from tests.trainer.conftest import Practised, stage
from trainer import aid, drills, undoing
from trainer.aside import bury, resume, suspend
from trainer.history import History

ACTIONS = ("next", "fail", "pass", "hint", "reveal", "skip", "know", "extra", "bury", "suspend",
           "resume", "ask", "sleep")  # fmt: skip


def act(desk: Practised, action: str) -> None:
    """Something a learner does; what cannot be done now is left."""
    spec = desk.current() or desk.catalogue["mae"]
    match action:
        case "next":
            drills.next_drill(desk, "en")
        case "fail":
            desk.runs(spec.id)
        case "pass":
            desk.passes(spec.id)
        case "hint":
            aid.hint(desk, spec)
        case "reveal":
            aid.reveal(desk, spec)
        case "skip":
            drills.skip(desk)
        case "know":
            drills.know(desk, [desk.catalogue["softmax"]])
        case "extra":
            drills.extra(desk, spec, "en")
        case "bury":
            bury(desk, spec)
        case "suspend":
            suspend(desk, spec)
        case "resume":
            resume(desk, spec)
        case "ask":
            desk.record("answered", "mae-by-hand", {"typed": "1", "right": True})
        case "sleep":
            desk.clock.passes(days=2)


def known(desk: Practised) -> tuple:
    """What is remembered, and what is under way."""
    state = desk.state()
    return state.cards, state.questions, state.suspended, {
        id_: (s.seed, s.runs, s.nudges, s.reveals) for id_, s in state.sittings.items()
    }  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=9))
def test_taking_everything_back_goes_through_every_state_there_was(
    actions, tmp_path_factory, catalogue
):
    from tests.trainer.conftest import Clock
    from trainer.workspace import Workspace

    clock = Clock()
    desk = Practised(Workspace.create(tmp_path_factory.mktemp("w"))[0], catalogue, clock)
    desk.clock = clock
    states = {0: known(desk)}
    for action in actions:
        try:
            act(desk, action)
        except PracticeError:
            continue
        states[desk.history.last_id()] = known(desk)
    clock.passes(days=1)
    last = desk.history.last_id()
    for left in range(last - 1, -1, -1):
        assert undoing.undo(desk).id == left + 1
        if left in states:
            assert known(desk) == states[left]
    with pytest.raises(PracticeError, match="nothing to take back"):
        undoing.undo(desk)
    assert len(list(desk.history.facts())) == 2 * last


def test_what_was_shown_is_what_is_taken_back(desk):
    desk.passes("mae")
    shown = undoing.to_undo(desk)
    desk.passes("mse")  # in another terminal
    with pytest.raises(PracticeError, match="meanwhile"):
        undoing.undo(desk, shown)
    assert {"mae", "mse"} <= desk.state().cards.keys()
    assert [fact.kind for fact in undoing.undoable(desk)] == ["run", "served", "run", "served"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_is_told_before_and_after(desk, clock, lang):
    for action in ("pass", "ask", "know", "sleep", "next", "hint", "bury", "resume", "skip",
                   "extra", "suspend"):  # fmt: skip
        act(desk, action)
    desk.record("answered", "mae-by-hand", {"judged": "right"})
    desk.runs("ce", "failed")
    desk.runs("ce", "error")
    aid.reveal(desk, desk.at("ce"))
    desk.record("planned", "", {"exercises": [], "questions": [], "exam": "e", "day": "2026-03-01"})
    desk.record("interview", "", {"day": "2026-04-01"})
    desk.record("fitted", "", {"weights": []})
    found = list(undoing.undoable(desk))
    assert {fact.kind for fact in found} >= {
        "served", "run", "hint", "revealed", "skipped", "extra", "known", "buried", "suspended",
        "resumed", "answered", "planned", "interview", "fitted",
    }  # fmt: skip
    for fact in found:
        assert screen.question(fact, desk.catalogue, lang)
        assert screen.undone(fact, lang, 50)
    lines = screen.ahead(found, lang, 50)
    assert max(line.cell_len for line in lines) <= 50
    assert [each["kind"] for each in screen.as_json(None, found)["next"]] == [f.kind for f in found]


def test_an_exam_is_a_wall(desk):
    desk.passes("mae")
    paper = {"id": "e", "seed": 1, "minutes": 1.0, "items": []}
    desk.record("exam", "", {"event": "started", "exam": "e", "paper": paper})
    desk.record("exam", "", {"event": "aborted", "exam": "e"})
    assert list(undoing.undoable(desk)) == []
    with pytest.raises(PracticeError, match="is an exam"):
        undoing.undo(desk)
    desk.passes("mse")
    assert undoing.undo(desk).kind == "run"
    assert isinstance(desk.history, History)


def test_undo_takes_back_facts_one_by_one_after_a_restart(desk, sit_down):
    desk.serves()
    desk.runs("mae")
    desk.passes("mae")
    kinds = [undoing.undo(sit_down()).kind for _ in range(3)]
    assert kinds == ["run", "run", "served"]
    assert stage(sit_down(), "mae") == "new"
    with pytest.raises(PracticeError, match="nothing to take back"):
        undoing.undo(sit_down())


def test_undo_gives_the_rating_back(desk):
    desk.runs("mae")
    desk.runs("mae")
    undoing.undo(desk)
    assert desk.passes("mae").grade == "good"


def test_undo_reaches_what_was_folded_already(desk, sit_down, monkeypatch):
    monkeypatch.setattr("trainer.snapshot._WORTH_KEEPING", 1)
    desk.passes("mae")
    assert stage(sit_down(), "mae") == "scheduled"
    undoing.undo(sit_down())
    assert stage(sit_down(), "mae") == "open"


def test_hints_taken_back_were_seen(desk):
    spec = desk.at("mae")
    desk.serves()
    for _ in spec.hints:
        aid.hint(desk, spec)
    for _ in spec.hints:
        undoing.undo(desk)
    result = desk.passes("mae")
    assert (result.grade, result.reasons[0].en) == ("again", "a hint gave the answer away")


def test_a_hint_taken_back_comes_again_and_costs_once(desk):
    spec = desk.at("mae")
    desk.serves()
    first = aid.hint(desk, spec).hint
    undoing.undo(desk)
    assert aid.hint(desk, spec).hint == first
    assert [reason.en for reason in desk.passes("mae").reasons] == ["with a hint"]


def test_a_solution_taken_back_was_seen(desk):
    desk.serves()
    aid.reveal(desk, desk.at("mae"))
    undoing.undo(desk)
    undoing.undo(desk)  # even that it was served
    desk.serves()
    result = desk.passes("mae")
    assert (result.grade, result.reasons[0].en) == ("again", "the solution was seen")


def test_what_was_seen_is_forgotten_with_the_next_review(desk, clock):
    desk.serves()
    aid.hint(desk, desk.at("mae"))
    undoing.undo(desk)
    clock.reaches(desk.passes("mae").due.isoformat())
    assert desk.recalls("mae").grade == "good"
