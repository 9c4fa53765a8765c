"""What a fault is called: a sentence, and the call that the system refused."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click
import pytest

from exercises.errors import PracticeError
from screens.error import explained


def _clock():
    time.clock_gettime(-123456789)


def _file():
    os.replace("/nowhere/a", "/nowhere/b")  # noqa: PTH105


def _raised():
    raise OSError(22, "Invalid argument")


@pytest.mark.parametrize(
    ("fails", "sentence"),
    [
        (_clock, "The system refused `time.clock_gettime`: Invalid argument."),
        (_file, "The system refused `os.replace`: No such file or directory: /nowhere/a."),
        (_raised, "The system refused: Invalid argument."),
    ],
    ids=["clock", "file", "by hand"],
)
def test_the_call_that_the_system_refused_is_named(fails, sentence):
    try:
        fails()
    except OSError as error:
        message, remedy, code = explained(error)
    assert (message, code) == (sentence, 3)
    assert "practice doctor" in remedy


def test_an_error_that_says_itself_what_to_do_is_told_as_it_is():
    assert explained(PracticeError("No.", "Do.", 2)) == ("No.", "Do.", 2)
    assert explained(click.UsageError("what?"))[2] == 2


def test_what_nobody_foresaw_is_kept_in_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    try:
        raise KeyError("x")
    except KeyError as error:
        message, _, code = explained(error)
    kept = Path(tmp_path / "practice" / "practice-error.log")
    assert code == 3
    assert str(kept) in message
    assert "KeyError" in kept.read_text()
