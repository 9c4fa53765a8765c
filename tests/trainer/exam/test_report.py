"""What a report says of an exam, and what it sends the learner to do next."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from tests.exams import CE, QUESTIONS, drill, earlier, question, realistic, record, reported
from trainer.exam.model import Pause


def test_every_item_is_counted_once():
    tally = reported(realistic()).tally
    assert (tally.items, tally.passed, tally.late, tally.failed) == (10, 3, 1, 4)
    assert (tally.unreached, tally.unjudged) == (1, 1)


def test_what_is_late_or_not_judged_does_not_score():
    report = reported(record(drill("mae"), drill("ce", late=True)))
    assert report.tally.score == 0.5
    unjudged = reported(record(drill("mae"), question("ce-why-log-softmax", "unjudged")))
    assert unjudged.tally.score == 1.0


def test_nothing_judged_is_no_score():
    assert reported(record(question("ce-why-log-softmax", "unjudged"))).tally.score is None


def test_drills_and_questions_are_scored_apart_for_each_track():
    scores = {score.track: score for score in reported(realistic()).scores}
    assert list(scores) == ["regression", "classification", "divergence"]
    classification = scores["classification"]
    assert (classification.drills.passed, classification.drills.late) == (0, 1)
    assert (classification.questions.passed, classification.questions.counted) == (1, 3)
    assert classification.questions.unjudged == 1


def test_the_weakest_track_is_the_one_with_the_smallest_share_of_what_was_shown():
    assert reported(realistic()).weakest.track == "classification"
    assert reported(record(drill("mae"), drill("kl", "unreached", 0))).weakest is None


def test_par_is_compared_with_what_was_shown_only():
    report = reported(record(drill("mae", seconds=90), drill("kl", "unreached", 0)))
    assert report.time.ratio == 0.5
    assert report.par_seconds == 600


def test_pauses_have_lengths_and_claimed_ones_are_marked():
    start = realistic().started
    pauses = [
        Pause(start, start + timedelta(minutes=5)),
        Pause(start + timedelta(minutes=9), start + timedelta(minutes=30), claimed=True),
        Pause(start + timedelta(minutes=40), None),
    ]
    ended = record(drill("mae"), pauses=pauses)
    ended.ended = start + timedelta(minutes=41)
    assert [(rest.seconds, rest.claimed) for rest in reported(ended).pauses] == [
        (300, False), (1260, True), (60, False),
    ]  # fmt: skip


def test_a_drill_has_its_code_its_mistake_and_the_reference():
    item = reported(realistic()).items[2]
    assert item.code == CE
    assert item.mistake_text.en.startswith("The mean runs over all")
    assert "class MyCELoss" in item.reference


def test_code_that_is_not_text_or_not_kept_is_no_reason_to_fail():
    digest = hashlib.sha256(b"\xff\x00").hexdigest()
    from tests.exams import SOURCES

    SOURCES[digest] = b"\xff\x00"
    assert reported(record(drill("mae", sha256=digest))).items[0].code == "\ufffd\x00"
    assert reported(record(drill("mae", sha256="gone"))).items[0].code is None


def test_options_stand_as_they_were_shown():
    item = reported(record(question("mae-gradient-size"))).items[0]
    assert [entry.label for entry in item.entries] == ["a", "b", "c", "d"]
    assert [entry.label for entry in item.entries if entry.right] == [item.right_reply.en]
    assert [entry.chosen for entry in item.entries] == [entry.right for entry in item.entries]


def test_steps_stand_in_the_right_order_beside_those_that_were_given():
    item = reported(record(question("ce-derivation", "failed", reply="1 2 3 4 5"))).items[0]
    assert " ".join(entry.label for entry in item.entries) == item.right_reply.en
    assert [entry.given for entry in item.entries] == ["1", "2", "3", "4", "5"]
    assert [entry.right for entry in item.entries] == [
        entry.label == entry.given for entry in item.entries
    ]


@pytest.mark.parametrize("id_", QUESTIONS)
def test_every_question_can_be_reported_without_an_answer(id_):
    item = reported(record(question(id_, "unreached", 0))).items[0]
    assert item.explanation
    assert item.right_reply.zh


def test_what_is_no_longer_there_is_called_by_its_id():
    one = drill("mae", "failed")
    one.item = type(one.item)("gone", "drill", "regression", 1, 3, 7)
    two = question("mae-kink", "failed", reply="a")
    two.item = type(two.item)("gone-too", "question", "general", 1, 1, 7)
    report = reported(record(one, two))
    assert [item.title.en for item in report.items] == ["gone", "gone-too"]
    assert [each.id for each in report.next] == ["gone", "gone-too"]


def test_what_failed_comes_before_what_was_late_slow_or_never_reached():
    report = reported(
        record(
            drill("kl", "unreached", 0),
            drill("mae", seconds=400),
            drill("bce", late=True),
            question("ce-use", "failed", reply="a"),
            drill("focal", "failed"),
            drill("ce", "failed", mistake="softmax-twice", failed_core=2),
            drill("mse", seconds=60),
        )
    )
    assert [each.id for each in report.next] == ["ce", "focal", "ce-use", "bce", "mae", "kl"]
    assert all(each.reason.en and each.reason.zh for each in report.next)


def test_what_failed_before_comes_first_among_equals():
    past = earlier()
    now = record(drill("bce", "failed"), drill("ce", "failed"))
    report = reported(now, past)
    assert [each.id for each in report.next] == ["ce", "bce"]
    assert "2 earlier exams" in report.next[0].reason.en


def test_nothing_is_advised_after_an_exam_without_trouble():
    assert reported(record(drill("mae"), question("ce-use"))).next == []


def test_the_trend_is_that_of_submitted_exams_up_to_this_one():
    now, past = realistic(), earlier()
    days = [point.day for point in reported(now, [now, *past]).trend]
    assert days == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]
    assert [point.day for point in reported(past[0], [now, *past]).trend] == ["2026-11-02"]
