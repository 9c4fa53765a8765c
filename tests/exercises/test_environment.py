"""What a command is started in is asked in one place, and as the conventions say."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exercises.environment import Environment


@pytest.mark.parametrize(
    ("said", "width"),
    [("50", 50), ("20", 20), ("0", 80), ("", 80), ("-3", 80), ("²", 80), ("x", 80), ("1", 10),
     ("9" * 5000, 80), ("99999", 10_000)],
)  # fmt: skip
def test_columns_counts_only_if_it_is_a_number_of_columns(monkeypatch, said, width):
    def no_terminal(descriptor):
        raise OSError

    monkeypatch.setattr("os.get_terminal_size", no_terminal)
    assert Environment({"COLUMNS": said}).width() == width


def test_a_terminal_that_does_not_know_its_size_has_80_columns(monkeypatch):
    monkeypatch.setattr("os.get_terminal_size", lambda descriptor: os.terminal_size((0, 0)))
    assert Environment({}).width() == 80


def test_folders_are_those_of_the_xdg_specification():
    env = Environment({"HOME": "/home/me", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "relative"})
    assert env.place("cache") == Path("/home/me/.cache/practice")
    assert env.place("data") == Path("/data/practice")
    assert env.place("state") == Path("/home/me/.local/state/practice")


def test_without_a_home_there_are_no_folders(monkeypatch):
    def lost() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", lost)
    assert Environment({}).home is None
    assert Environment({}).place("cache") is None
    assert Environment({"XDG_CACHE_HOME": "relative"}).place("cache") is None
    assert Environment({"XDG_CACHE_HOME": "/c"}).place("cache") == Path("/c/practice")


def test_the_clock_and_the_folder_can_be_others(tmp_path):
    moment = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    env = Environment({}, tmp_path, lambda: moment)
    assert (env.now(), env.cwd) == (moment, tmp_path)
    assert Environment({}).cwd == Path.cwd()


@pytest.mark.parametrize(("term", "can"), [("xterm", True), ("dumb", False), ("", True)])
def test_a_dumb_terminal_takes_nothing_back(monkeypatch, term, can):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert Environment({"TERM": term}).can_take_back() is can
