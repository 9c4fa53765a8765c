"""A drill from being served to its one review."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError


def stage(desk, exercise):
    return next(each for each in desk.standings() if each.spec.id == exercise).state


def rating(desk, exercise):
    return next(each for each in desk.standings() if each.spec.id == exercise).rating


def test_a_failing_run_leaves_the_drill_open(desk):
    desk.serves()
    result = desk.runs("mae")
    assert (result.recorded, result.grade, result.due) == (True, None, None)
    assert stage(desk, "mae") == "open"


def test_a_pass_ends_it_with_a_rating_and_a_day(desk, clock):
    desk.serves()
    clock.passes(minutes=2)
    result = desk.passes("mae")
    assert result.grade == "good"
    assert result.due > desk.today


def test_the_stub_as_served_counts_as_no_run(desk):
    desk.serves()
    for _ in range(5):
        desk.runs("mae", unwritten=True)
    assert desk.passes("mae").reasons[0].en == "passed unaided at the first run"


def test_an_error_is_never_rated(desk):
    desk.serves()
    for _ in range(5):
        desk.runs("mae", "error")
    assert desk.passes("mae").grade == "good"


def test_the_third_run_makes_it_hard(desk):
    desk.runs("mae")
    desk.runs("mae")
    assert desk.passes("mae").grade == "hard"


def test_time_counts_from_being_served(desk, clock):
    desk.serves()
    clock.passes(minutes=60)
    assert desk.passes("mae").grade == "hard"


def test_time_is_unknown_when_it_was_only_graded(desk, clock):
    desk.runs("ce")
    clock.passes(minutes=60)
    assert desk.passes("ce").grade == "good"


def test_a_drill_never_returns_on_the_same_day(desk, clock):
    desk.passes("mae")
    for _ in range(4):
        clock.passes(hours=2)
        served = desk.serves()
        assert served != "mae"
        if served:
            desk.skip()


def test_more_runs_after_the_review_change_nothing(desk):
    first = desk.passes("mae")
    assert desk.runs("mae").extra
    again = desk.passes("mae")
    assert (again.grade, again.due, again.extra) == (None, first.due, True)
    assert rating(desk, "mae") == "good"


def test_a_pass_on_the_day_it_is_due_moves_it_further(desk, clock):
    first = desk.passes("mae").due
    clock.reaches(first.isoformat())
    second = desk.passes("mae").due
    assert (second - first).days > 1


def test_what_was_tried_and_left_is_again_and_back_the_next_day(desk, clock):
    desk.serves()
    desk.runs("mae")
    clock.passes(days=1)
    assert (stage(desk, "mae"), rating(desk, "mae")) == ("due", "again")


def test_what_was_never_tried_is_released(desk, clock):
    desk.serves()
    desk.runs("mae", unwritten=True)
    clock.passes(days=1)
    assert (stage(desk, "mae"), rating(desk, "mae")) == ("new", None)


def test_a_hint_alone_is_trying(desk, clock):
    desk.serves()
    desk.hint(desk.at("mae"))
    clock.passes(days=1)
    assert rating(desk, "mae") == "again"


def test_late_at_night_is_still_today(desk, clock):
    clock.reaches("2026-03-02", "23:30")
    desk.serves()
    desk.runs("mae")
    clock.reaches("2026-03-03", "03:59")
    assert stage(desk, "mae") == "open"
    clock.reaches("2026-03-03", "04:01")
    assert stage(desk, "mae") == "due"


def test_a_day_with_the_clock_set_forward_is_a_day(desk, clock):
    clock.reaches("2026-03-28")
    due = desk.passes("mae").due
    clock.reaches(due.isoformat(), "04:30")
    assert stage(desk, "mae") == "due"


def test_a_nudge_makes_it_hard_and_a_revealing_hint_again(desk):
    desk.hint(desk.at("mae"))
    assert desk.passes("mae").grade == "hard"
    while not desk.hint(desk.at("mse")).hint.reveals:
        pass
    assert desk.passes("mse").grade == "again"


def test_hints_come_in_order_and_end(desk):
    spec = desk.at("mae")
    numbers = [desk.hint(spec).number for _ in spec.hints]
    assert numbers == list(range(1, len(spec.hints) + 1))
    with pytest.raises(PracticeError, match="no more hints"):
        desk.hint(spec)


def test_hints_after_the_review_are_free(desk):
    desk.passes("mae")
    assert [desk.hint(desk.at("mae")).free for _ in range(2)] == [True, True]
    assert rating(desk, "mae") == "good"


def test_opening_the_solution_ends_it(desk):
    desk.serves()
    result = desk.reveal(desk.at("mae"))
    assert (result.grade, (result.due - desk.today).days) == ("again", 1)
    assert desk.current() is None


def test_opening_it_after_the_review_is_free(desk):
    desk.passes("mae")
    result = desk.reveal(desk.at("mae"))
    assert (result.grade, result.extra) == ("good", True)


def test_giving_up_needs_something_to_give_up(desk):
    with pytest.raises(PracticeError, match="no current drill"):
        desk.skip()


def test_the_seed_stays_with_the_sitting(desk, clock):
    first = desk.sit(desk.at("mae"))
    desk.runs("mae")
    assert desk.sit(desk.at("mae")) == first
    clock.passes(days=1)
    assert desk.sit(desk.at("mae")) != first


def test_easy_has_to_be_earned(desk, clock):
    for minutes in (2, 2, 2, 2, 2):
        desk.sit(desk.at("mae"))  # graded, not served: its time is not known
        due = desk.passes("mae").due
        clock.reaches(due.isoformat())
        while desk.serves() != "mae":
            desk.skip()
        clock.passes(minutes=minutes)
        due = desk.passes("mae").due
        clock.reaches(due.isoformat())
    while desk.serves() != "mae":
        desk.skip()
    clock.passes(seconds=30)
    assert desk.passes("mae").grade == "easy"


# --- taking back --------------------------------------------------------------------------------


def test_undo_takes_back_facts_one_by_one_after_a_restart(desk, sit_down):
    desk.serves()
    desk.runs("mae")
    desk.passes("mae")
    kinds = [sit_down().undo().kind for _ in range(3)]
    assert kinds == ["run", "run", "served"]
    assert stage(sit_down(), "mae") == "new"
    with pytest.raises(PracticeError, match="nothing to take back"):
        sit_down().undo()


def test_undo_gives_the_rating_back(desk):
    desk.runs("mae")
    desk.runs("mae")
    desk.undo()
    assert desk.passes("mae").grade == "good"


def test_undo_reaches_what_was_folded_already(desk, sit_down, monkeypatch):
    monkeypatch.setattr("trainer.desk._WORTH_KEEPING", 1)
    desk.passes("mae")
    assert stage(sit_down(), "mae") == "scheduled"
    sit_down().undo()
    assert stage(sit_down(), "mae") == "open"


def test_a_kept_state_is_what_folding_anew_gives(desk, sit_down, clock, monkeypatch):
    monkeypatch.setattr("trainer.desk._WORTH_KEEPING", 1)
    for exercise in ("mae", "ce", "bce", "mse"):
        desk.runs(exercise)
        desk.passes(exercise)
        clock.passes(days=2)
    kept = sit_down().state()
    monkeypatch.setattr("trainer.history.History.folded", lambda *_: None)
    assert sit_down().state() == kept


def test_the_last_hint_speaks_of_what_was_written(desk):
    spec = desk.at("mae")
    desk.sit(spec)
    desk.ran(spec, b"sum", "failed", {"sha256": "", "unwritten": False, "said": "It is a sum."})
    given = [desk.hint(spec).hint.en for _ in spec.hints]
    assert given[:-1] == [hint.en for hint in spec.hints[:-1]]
    assert given[-1].startswith("It is a sum.")
    assert given[-1].endswith(spec.hints[-1].en)


def test_a_burst_of_saves_is_one_run(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    for _ in range(5):
        desk.sit(spec)
        desk.ran(spec, b"sum", "failed", facts)
        clock.passes(minutes=0.05)
    clock.passes(minutes=1)
    result = desk.ran(spec, b"mean", "passed", facts)
    assert [reason.en for reason in result.reasons] == ["passed unaided in 2 runs"]


def test_saves_with_time_to_think_are_runs(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    for source in (b"sum", b"sum / 2"):
        desk.sit(spec)
        desk.ran(spec, source, "failed", facts)
        clock.passes(minutes=1)
    assert desk.ran(spec, b"mean", "passed", facts).grade == "hard"


def test_the_same_file_graded_again_is_no_other_run(desk):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False}
    desk.sit(spec)
    for _ in range(4):
        desk.ran(spec, b"sum", "failed", facts)
    assert desk.ran(spec, b"mean", "passed", facts).grade == "good"


def test_a_save_put_right_within_a_burst_is_a_second_run(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    desk.sit(spec)
    desk.ran(spec, b"sum", "failed", facts)
    clock.passes(seconds=5)
    result = desk.ran(spec, b"mean", "passed", facts)
    assert [reason.en for reason in result.reasons] == ["passed unaided in 2 runs"]


def test_a_break_is_no_time_taken(desk, clock):
    desk.serves()
    clock.passes(minutes=2)
    desk.runs("mae")
    clock.passes(hours=3)
    desk.runs("mae", unwritten=True)
    assert desk.state().sittings["mae"].breaks == 3 * 3600 - 3 * 3 * 60


def test_a_due_drill_is_written_anew_and_the_old_answer_kept(desk, clock):
    spec = desk.at("mae")
    desk.serves()
    desk.workspace.stub(spec).write_text("what passed then")
    due = desk.passes("mae").due
    clock.reaches(due.isoformat())
    drill = desk.next("en")
    assert (drill.spec.id, drill.why) == ("mae", "due")
    assert desk.workspace.untouched(spec)
    assert drill.kept.read_text() == "what passed then"
    desk.workspace.stub(spec).write_text("half of it")
    again = desk.next("en")
    assert (again.why, again.kept) == ("open", None)
    assert desk.workspace.stub(spec).read_text() == "half of it"
