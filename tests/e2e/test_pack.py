"""`practice pack`, as an author types it."""

from __future__ import annotations

from tests.e2e.conftest import Learner


def test_an_exercise_is_proved_by_its_id(stranger: Learner) -> None:
    done = stranger.types("pack", "check", "entropy", "--seeds", "1")
    assert (done.code, done.out) == (0, "entropy: 19 proofs, all hold\n")


def test_json_has_what_each_proof_found(stranger: Learner) -> None:
    done = stranger.types("pack", "check", "nll", "--seeds", "1", "--json")
    assert done.code == 0
    (told,) = done.data["exercises"]
    assert told["exercise"] == "nll"
    assert not any(told["proofs"].values())
    assert {"agreement", "named", "ways"} <= set(told["proofs"])


def test_an_unknown_exercise_is_a_sentence(stranger: Learner) -> None:
    done = stranger.types("pack", "check", "entropie")
    assert done.code == 2
    assert "entropy" in done.err
    done = stranger.types("pack", "check", "no/such/file.yaml")
    assert done.code == 2
    assert "There is no file no/such/file.yaml." in done.err


def test_a_new_exercise_does_not_overwrite_one(stranger: Learner) -> None:
    done = stranger.types("pack", "new", "entropy")
    assert done.code == 2
    assert "already" in done.err
    assert "Nothing was written." in done.err
    assert stranger.types("pack", "new", "No Name").code == 2
