"""How wide a command prints, whatever `COLUMNS` says."""

from __future__ import annotations

import pytest

from screens.streams import width_of


@pytest.mark.parametrize(
    ("said", "width"),
    [("50", 50), ("20", 20), ("0", 80), ("", 80), ("-3", 80), ("²", 80), ("x", 80), ("1", 10),
     ("9" * 5000, 80), ("99999", 10_000)],
)  # fmt: skip
def test_columns_counts_only_if_it_is_a_number_of_columns(monkeypatch, said, width):
    def no_terminal(descriptor):
        raise OSError

    monkeypatch.setattr("os.get_terminal_size", no_terminal)
    assert width_of({"COLUMNS": said}) == width


def test_a_terminal_that_does_not_know_its_size_has_80_columns(monkeypatch):
    import os

    monkeypatch.setattr("os.get_terminal_size", lambda descriptor: os.terminal_size((0, 0)))
    assert width_of({}) == 80
