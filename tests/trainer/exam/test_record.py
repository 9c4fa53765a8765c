"""The clock of an exam, and what became of its items, from the facts alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from trainer.exam.model import Item, Paper, Record
from trainer.exam.record import read
from trainer.facts import Fact

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PAPER = Paper(
    "20261123-aaaa",
    1,
    30.0,
    [
        Item("ce", "drill", "classification", 2, 6.0, 5),
        Item("ce-use", "question", "classification", 1, 1.0, 6),
        Item("kl", "drill", "divergence", 3, 7.0, 7),
    ],
)


def told(*happened: tuple, now: float = 60) -> Record:
    """The record at minute ``now`` of ``(minute, kind, about, data)``."""
    facts = [_fact(1, 0, "exam", "", {"event": "started", "paper": msgspec.to_builtins(PAPER)})]
    for minute, kind, about, data in happened:
        facts.append(_fact(len(facts) + 1, minute, kind, about, data))
    (record,) = read(facts, START + timedelta(minutes=now))
    return record


def _fact(id_: int, minute: float, kind: str, about: str, data: dict) -> Fact:
    at = (START + timedelta(minutes=minute)).isoformat()
    return Fact(id_, kind, about, at, "2026-11-23", {"exam": PAPER.id, **data})


def event(minute: float, name: str, **data):
    return (minute, "exam", "", {"event": name, **data})


def run(minute: float, exercise: str, outcome: str, **data):
    return (minute, "run", exercise, {"outcome": outcome, "sha256": "s", **data})


def answered(minute: float, question: str, right: bool | None, **data):
    return (minute, "answered", question, {"typed": "a", "right": right, **data})


def test_the_clock_runs_from_the_start_until_it_is_read():
    record = told(now=12)
    assert record.elapsed == 12 * 60
    assert record.seconds_left == 18 * 60
    assert [answer.outcome for answer in record.answers] == ["unreached"] * 3


def test_an_items_time_is_what_passes_while_it_is_before_the_learner():
    record = told(
        event(1, "shown", item="ce"),
        event(5, "shown", item="ce-use"),
        event(7, "shown", item="ce"),
        now=10,
    )
    assert [answer.seconds / 60 for answer in record.answers] == [7, 2, 0]
    assert [answer.outcome for answer in record.answers] == ["open", "open", "unreached"]


def test_a_pause_counts_neither_for_the_exam_nor_for_the_item():
    record = told(
        event(1, "shown", item="ce"), event(3, "paused"), event(13, "resumed"), now=15
    )  # fmt: skip
    assert record.elapsed == 5 * 60
    assert record.answers[0].seconds == 4 * 60
    (pause,) = record.pauses
    assert (pause.end - pause.start, pause.claimed) == (timedelta(minutes=10), False)


def test_while_it_is_paused_the_clock_stands():
    record = told(event(4, "paused"), now=50)
    assert record.paused
    assert record.elapsed == 4 * 60


def test_time_away_that_is_claimed_afterwards_is_a_pause_and_marked():
    since = (START + timedelta(minutes=5)).isoformat()
    record = told(
        event(1, "shown", item="ce"),
        run(5, "ce", "failed", failed_core=2),
        event(65, "resumed", since=since),
        now=70,
    )
    assert record.elapsed == 10 * 60
    assert record.answers[0].seconds == 9 * 60
    assert [pause.claimed for pause in record.pauses] == [True]


def test_a_clock_that_was_set_back_adds_nothing():
    record = told(event(5, "shown", item="ce"), event(2, "shown", item="kl"), now=4)
    assert record.elapsed == 7 * 60


def test_what_was_passed_stays_passed_and_the_last_failure_counts_until_then():
    record = told(
        run(2, "ce", "failed", failed_core=4, failed=["agreement"], mistake="sum", said="Sum."),
        run(3, "ce", "failed", failed_core=1, failed=["gradient"]),
        now=5,
    )
    ce = record.answers[0]
    assert (ce.outcome, ce.runs, ce.failed_core, ce.mistake) == ("failed", 2, 1, None)
    record = told(run(3, "ce", "passed"), run(4, "ce", "failed", failed_core=1), now=5)
    assert (record.answers[0].outcome, record.answers[0].runs) == ("passed", 2)


def test_the_stub_as_it_was_served_and_a_fault_of_the_machine_are_no_runs():
    record = told(run(2, "ce", "failed", unwritten=True), run(3, "ce", "error"), now=5)
    assert (record.answers[0].outcome, record.answers[0].runs) == ("open", 0)


def test_a_run_of_an_item_that_was_not_before_the_learner_starts_its_clock():
    record = told(event(1, "shown", item="ce"), run(4, "kl", "failed", failed_core=1), now=6)
    assert record.current == "kl"
    assert [answer.seconds / 60 for answer in record.answers] == [3, 0, 2]


def test_what_is_decided_after_the_time_is_late():
    record = told(
        run(29, "ce", "passed"), answered(31, "ce-use", True), run(32, "kl", "failed"), now=33
    )
    assert [answer.late for answer in record.answers] == [False, True, True]
    record = told(event(10, "paused"), event(20, "resumed"), run(39, "ce", "passed"), now=40)
    assert not record.answers[0].late


def test_answers_are_right_wrong_or_wait_to_be_judged():
    assert told(answered(1, "ce-use", True)).answers[1].outcome == "passed"
    assert told(answered(1, "ce-use", False)).answers[1].outcome == "failed"
    short = answered(1, "ce-use", None)
    assert told(short).answers[1].outcome == "unjudged"
    ended = event(2, "submitted")
    for judged, outcome in [("right", "passed"), ("partly", "failed"), ("wrong", "failed")]:
        later = (3, "answered", "ce-use", {"judged": judged, "right": None})
        assert told(short, ended, later).answers[1].outcome == outcome


def test_the_end_stops_the_clock_and_what_was_open_stays_open():
    record = told(event(1, "shown", item="ce"), event(20, "submitted"), now=600)
    assert (record.ending, record.elapsed, record.current) == ("submitted", 20 * 60, None)
    assert [answer.outcome for answer in record.answers] == ["open", "unreached", "unreached"]


def test_what_is_taken_back_does_not_count():
    facts = [
        _fact(1, 0, "exam", "", {"event": "started", "paper": msgspec.to_builtins(PAPER)}),
        _fact(2, 1, "run", "ce", {"outcome": "passed", "sha256": "s"}),
        Fact(3, "undone", "ce", START.isoformat(), "2026-11-23", {"fact": 2}),
    ]
    (record,) = read(facts, START + timedelta(minutes=2))
    assert record.answers[0].outcome == "unreached"
