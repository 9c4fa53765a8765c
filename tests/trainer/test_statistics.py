"""Statistics against numbers counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trainer import drills, runs, undoing
from trainer import statistics as stats
from trainer.reviews import Review, reviews

TODAY = date(2026, 3, 2)


def review(grade="good", predicted: float | None = 0.9, id_="mae", kind="drill", said=False):
    elapsed = None if predicted is None else 3
    return Review(kind, id_, "2026-03-01", grade, elapsed, predicted, said)


def test_true_retention_stands_beside_predicted_and_beside_the_last_20():
    early = [review("again", 0.5)] * 10
    late = [review("good", 0.9)] * 15 + [review("again", 0.8)] * 5
    first = [review("again", None)] * 7  # no test of memory
    (drills,) = stats.retention([*first, *early, *late])
    assert (drills.kind, drills.reviews, drills.late_reviews) == ("drill", 30, 20)
    assert drills.true == pytest.approx(15 / 30)
    assert drills.predicted == pytest.approx((10 * 0.5 + 15 * 0.9 + 5 * 0.8) / 30)
    assert drills.late == pytest.approx(15 / 20)


def test_drills_questions_and_both():
    made = [review(), review("again"), review(kind="question")]
    assert [(r.kind, r.reviews) for r in stats.retention(made)] == [
        ("drill", 2), ("question", 1), ("all", 3),
    ]  # fmt: skip
    assert stats.retention([]) == []


def test_hard_is_recalled_and_again_is_not():
    assert [review(g).recalled for g in ("again", "hard", "good", "easy")] == [False, *[True] * 3]


def test_every_scored_review_is_in_one_bin():
    made = [review("good" if n % 3 else "again", n / 100) for n in range(101)]
    bins = stats.calibration([*made, review(predicted=None)])
    assert sum(each.reviews for each in bins) == 101
    assert all(each.low <= each.predicted <= each.high for each in bins)


def test_days_in_a_row_may_end_yesterday():
    days = {TODAY - timedelta(n): 1 for n in (1, 2, 3, 5)}
    assert stats.in_a_row(days, TODAY) == 3
    assert stats.in_a_row({**days, TODAY: 2}, TODAY) == 4
    assert stats.in_a_row({TODAY - timedelta(2): 1}, TODAY) == 0


def test_a_day_counts_its_runs_and_answers(desk, clock):
    desk.runs("mae")
    desk.runs("mae", "error")
    desk.passes("mae")
    desk.record("answered", "mae-by-hand", {"typed": "1", "right": None})
    desk.record("answered", "mae-by-hand", {"judged": "right"})  # the same answer
    clock.reaches("2026-03-03", "03:30")  # still the same day
    desk.runs("mse")
    assert stats.activity(desk.history.facts()) == {TODAY: 4}


def test_what_is_overdue_is_told_for_today(desk, catalogue, clock):
    desk.passes("mae")
    due = date.fromisoformat(desk.state().cards["mae"].memory.due)
    ahead = stats.forecast(desk.state(), catalogue, set(), TODAY)
    assert len(ahead) == 30
    assert [(d.day, d.drills) for d in ahead if d.drills] == [(due, 1)]
    late = stats.forecast(desk.state(), catalogue, set(), due + timedelta(9))
    assert [(d.day, d.drills) for d in late if d.drills] == [(due + timedelta(9), 1)]
    assert stats.forecast(desk.state(), {}, set(), TODAY)[0].drills == 0


def test_pace_is_the_median_against_par(desk, catalogue, clock):
    par = catalogue["mae"].par_minutes
    drills.next_drill(desk, "en")
    state = desk.state()
    (open_,) = state.sittings
    clock.passes(minutes=par / 2)
    desk.passes(open_)
    (pace,) = stats.pace(desk.state(), catalogue)
    assert pace.exercise == open_
    assert pace.seconds == pytest.approx(par * 30)
    assert pace.ratio == pytest.approx(par * 30 / (60 * catalogue[open_].par_minutes))


def test_the_weakest_family_has_the_smallest_share_passed(catalogue):
    made = [review("again", id_="mae")] * 2 + [review(id_="mae")] * 2
    made += [review(id_="ce")] * 3 + [review("again", id_="focal")] * 2  # too few to say
    made += [review(id_="mae", said=True)] * 9
    found = stats.weakest(made, catalogue)
    assert [(f.family, f.reviews, f.passed) for f in found] == [
        (catalogue["mae"].family, 4, 2), (catalogue["ce"].family, 3, 3),
    ]  # fmt: skip


def test_mistakes_are_counted_by_name_without_what_was_taken_back(desk, catalogue):
    def wrong(exercise, name):
        source = f"{exercise} {name} {desk.history.last_id()}".encode()
        runs.sit(desk, desk.at(exercise))
        runs.ran(desk, desk.at(exercise), source, "failed", {"sha256": "", "mistake": name})

    wrong("ce", "mean-over-classes")
    wrong("mae", "sum")
    wrong("ce", "mean-over-classes")
    wrong("ce", None)
    wrong("mae", "sum")
    undoing.undo(desk)
    found = stats.mistakes(list(desk.history.facts()), catalogue)
    assert [(m.exercise, m.mistake, m.runs) for m in found] == [
        ("ce", "mean-over-classes", 2), ("mae", "sum", 1),
    ]  # fmt: skip


def test_readiness_counts_what_was_never_met_as_not_known(desk, catalogue):
    desk.passes("mae")
    tracks = {t.track: t for t in stats.readiness(desk.state(), catalogue.values(), TODAY)}
    mine = tracks[catalogue["mae"].track]
    assert (mine.met, mine.recall) == (1, pytest.approx(1 / mine.exercises))
    assert sum(t.exercises for t in tracks.values()) == len(catalogue)
    later = stats.readiness(desk.state(), catalogue.values(), TODAY + timedelta(60))
    assert 0 < max(t.recall for t in later) < mine.recall


def test_readiness_is_told_for_the_interview_that_is_ahead(desk, catalogue):
    desk.passes("mae")
    desk.record("interview", "", {"day": "2026-03-20", "tracks": ["rl"]})
    facts = list(desk.history.facts())
    found = stats.statistics(facts, reviews(facts), desk.state(), catalogue, [], TODAY)
    assert found.ready_on == date(2026, 3, 20)
    asked = sum(track.exercises for track in found.readiness)
    assert sum(spec.track == "rl" for spec in catalogue.values()) <= asked < len(catalogue)
    over = stats.statistics(facts, [], desk.state(), catalogue, [], date(2026, 3, 20))
    assert over.ready_on == date(2026, 3, 20)
    assert sum(track.exercises for track in over.readiness) == len(catalogue)


def test_an_empty_history_has_statistics(desk, catalogue):
    facts = list(desk.history.facts())
    found = stats.statistics(facts, reviews(facts), desk.state(), catalogue, [], TODAY)
    assert (found.reviews, found.retention, found.pace, found.mistakes) == (0, [], [], [])
