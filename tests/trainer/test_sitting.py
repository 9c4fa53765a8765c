"""A drill from being served to its one review."""

from __future__ import annotations

from tests.trainer.conftest import CODE, grades, rating, stage
from trainer import drills, runs


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
    for _ in range(3):
        clock.passes(minutes=5)
        desk.runs("mae", unwritten=True)
    assert desk.passes("mae").grade == "hard"


def test_a_long_time_without_a_sign_of_work_is_no_reason(desk, clock):
    desk.serves()
    clock.passes(minutes=9)  # three times what it should take: a call, or thought? Nobody knows
    assert [reason.en for reason in desk.passes("mae").reasons] == [
        "passed unaided at the first run"
    ]


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
            drills.skip(desk)


def test_more_runs_after_the_review_change_nothing(desk):
    first = desk.passes("mae")
    assert desk.runs("mae").extra
    again = desk.passes("mae")
    assert (again.grade, again.due, again.extra) == (None, first.due, True)
    assert rating(desk, "mae") == "good"


def test_a_pass_on_the_day_it_is_due_moves_it_further(desk, clock):
    first = desk.passes("mae").due
    clock.reaches(first.isoformat())
    second = desk.recalls("mae").due
    assert (second - first).days > 1


def test_a_drill_stays_under_way_on_another_day(desk, clock):
    desk.serves()
    desk.runs("mae")
    path = desk.workspace.stub(desk.at("mae"))
    path.write_text("half of it")
    clock.passes(days=3)
    assert (stage(desk, "mae"), desk.serves()) == ("open", "mae")
    assert path.read_text() == "half of it"
    assert desk.passes("mae").grade == "good"


def test_it_ends_when_it_is_given_up(desk, clock):
    desk.serves()
    desk.runs("mae")
    clock.passes(days=1)
    drills.skip(desk)
    assert (stage(desk, "mae"), rating(desk, "mae")) == ("scheduled", "again")


def test_what_an_earlier_version_ended_with_its_day_stays_ended(desk, clock):
    spec = desk.at("mae")
    served = {"seed": 1, "by": "next", "family": spec.family, "par_minutes": 3}
    desk.record("served", "mae", served)
    desk.runs("mae")
    clock.passes(days=1)
    desk.record("served", "mae", served)  # only an earlier version serves again what is open
    assert rating(desk, "mae") == "again"
    assert desk.state().sittings["mae"].runs == 0


def test_a_day_with_the_clock_set_forward_is_a_day(desk, clock):
    clock.reaches("2026-03-28")
    due = desk.passes("mae").due
    clock.reaches(due.isoformat(), "04:30")
    assert stage(desk, "mae") == "due"


def test_the_seed_stays_with_the_sitting(desk, clock):
    first = runs.sit(desk, desk.at("mae"))
    desk.runs("mae")
    assert runs.sit(desk, desk.at("mae")) == first
    clock.passes(days=1)
    assert runs.sit(desk, desk.at("mae")) == first


def test_easy_has_to_be_earned(desk, clock):
    for minutes in (2, 2, 2, 2, 2):
        while desk.serves() != "mae":
            drills.skip(desk)
        clock.passes(minutes=minutes)
        due = desk.passes("mae").due
        clock.reaches(due.isoformat())
    while desk.serves() != "mae":
        drills.skip(desk)
    clock.passes(seconds=30)
    assert desk.passes("mae").grade == "easy"


# --- taking back --------------------------------------------------------------------------------


def test_a_kept_state_is_what_folding_anew_gives(desk, sit_down, clock, monkeypatch):
    monkeypatch.setattr("trainer.snapshot._WORTH_KEEPING", 1)
    for exercise in ("mae", "ce", "bce", "mse"):
        desk.runs(exercise)
        desk.passes(exercise)
        clock.passes(days=2)
    kept = sit_down().state()
    monkeypatch.setattr("trainer.history.History.folded", lambda *_: None)
    assert sit_down().state() == kept


def test_a_burst_of_saves_is_one_run(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    for _ in range(5):
        runs.sit(desk, spec)
        runs.ran(desk, spec, b"sum", "failed", facts)
        clock.passes(minutes=0.05)
    clock.passes(minutes=1)
    result = runs.ran(desk, spec, b"mean", "passed", facts)
    assert [reason.en for reason in result.reasons] == ["passed unaided in 2 runs"]


def test_saves_with_time_to_think_are_runs(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    for source in (b"sum", b"sum / 2"):
        runs.sit(desk, spec)
        runs.ran(desk, spec, source, "failed", facts)
        clock.passes(minutes=1)
    assert runs.ran(desk, spec, b"mean", "passed", facts).grade == "hard"


def test_the_same_file_graded_again_is_no_other_run(desk):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False}
    runs.sit(desk, spec)
    for _ in range(4):
        runs.ran(desk, spec, b"sum", "failed", facts)
    assert runs.ran(desk, spec, b"mean", "passed", facts).grade == "good"


def test_a_save_put_right_within_a_burst_is_a_second_run(desk, clock):
    spec = desk.at("mae")
    facts = {"sha256": "", "unwritten": False, "mode": "watch"}
    runs.sit(desk, spec)
    runs.ran(desk, spec, b"sum", "failed", facts)
    clock.passes(seconds=5)
    result = runs.ran(desk, spec, b"mean", "passed", facts)
    assert [reason.en for reason in result.reasons] == ["passed unaided in 2 runs"]


# --- what counts as remembering -----------------------------------------------------------------


def test_an_old_file_graded_again_changes_no_schedule(desk, clock):
    desk.serves()
    due = grades(desk, CODE).due
    before = desk.state().cards["mae"]
    for day in (due.isoformat(), "2026-03-20", "2026-04-30"):
        clock.reaches(day)
        result = grades(desk, CODE)
        assert (result.extra, result.grade) == (True, None)
        assert "not served" in result.unrated.en
    assert desk.state().cards["mae"] == before
    assert stage(desk, "mae") == "due"


def test_what_was_there_when_it_was_served_is_not_rated(desk):
    spec = desk.at("mae")
    desk.workspace.stub(spec).write_text(CODE)
    desk.serves()
    result = grades(desk, CODE + "\n# and a comment\n")
    assert (result.grade, result.extra) == (None, True)
    assert "before the drill was served" in result.unrated.en
    assert stage(desk, "mae") == "open"
    assert grades(desk, CODE.replace("abs(a - b)", "(a - b).abs()")).grade == "good"


def test_an_answer_pasted_back_is_hard_at_most(desk, clock):
    desk.serves()
    clock.reaches(grades(desk, CODE).due.isoformat())
    desk.serves()
    clock.passes(seconds=20)
    result = grades(desk, "# mine\n" + CODE)
    assert result.grade == "hard"
    assert "pasted" in result.reasons[0].en


def test_the_same_answer_written_in_its_time_is_good(desk, clock):
    desk.serves()
    clock.reaches(grades(desk, CODE).due.isoformat())
    desk.serves()
    clock.passes(minutes=2)
    assert grades(desk, CODE).grade == "good"


def test_a_clock_set_back_opens_nothing(desk, clock):
    clock.reaches("2026-03-25")
    desk.serves()
    desk.passes("mae")
    before = desk.state().cards["mae"]
    clock.reaches("2026-03-24")
    desk.passes("mae")
    assert desk.state().cards["mae"] == before


def test_a_clock_set_back_during_a_drill_moves_nothing_back(desk, clock):
    clock.reaches("2026-03-25")
    desk.serves()
    clock.reaches(desk.passes("mae").due.isoformat())
    while desk.serves() != "mae":
        drills.skip(desk)
    before = desk.state().cards["mae"]
    clock.reaches("2026-03-24")
    desk.passes("mae")
    assert desk.state().cards["mae"] == before


def test_a_long_break_leaves_the_time_unknown(desk, clock):
    desk.serves()
    clock.passes(minutes=2)
    desk.runs("mae")
    clock.passes(hours=3)
    desk.runs("mae", unwritten=True)
    assert desk.state().sittings["mae"].untimed


# --- the formula --------------------------------------------------------------------------------


def test_another_retention_moves_everything_that_waits_and_loses_nothing(desk, sit_down, clock):
    for exercise in ("mae", "ce", "bce"):
        desk.passes(exercise)
    before = desk.state().cards
    desk.workspace.root.joinpath("practice.toml").write_text("retention = 0.97\n")
    after = sit_down().state().cards
    for exercise, card in before.items():
        assert after[exercise].memory.stability == card.memory.stability
        assert after[exercise].memory.due < card.memory.due


def test_how_the_learner_rated_it_is_recorded_and_counts(desk):
    spec = desk.catalogue[desk.serves()]
    facts = {"sha256": "", "unwritten": False, "asked": "hard"}
    result = runs.ran(desk, spec, b"mine", "passed", facts)
    assert (result.grade, result.reasons[0].en) == ("hard", "you rated it Hard (it was Good)")
    assert list(desk.history.facts())[-1].data["asked"] == "hard"


def test_a_rating_that_is_none_is_passed_over(desk):
    spec = desk.catalogue[desk.serves()]
    facts = {"sha256": "", "unwritten": False, "asked": "splendid"}
    assert runs.ran(desk, spec, b"mine", "passed", facts).grade == "good"
