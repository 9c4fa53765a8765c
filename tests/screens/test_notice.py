"""The line that stands there while torch is loaded."""

from __future__ import annotations

import io
import sys

import pytest
from rich.cells import cell_len

from screens.notice import Notice, starting


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def stream(monkeypatch):
    def stream(terminal: bool = True) -> Stream:
        found = Stream(terminal)
        monkeypatch.setattr(sys, "stderr", found)
        monkeypatch.setenv("TERM", "xterm")
        return found

    return stream


def test_it_is_shown_once_and_taken_back_even_when_something_breaks(stream):
    seen = stream()

    def breaks() -> None:
        with Notice("wait") as notice:
            notice.show()
            notice.show()
            assert seen.getvalue() == "wait"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert seen.getvalue() == "wait\r\x1b[2K"


def test_nothing_is_taken_back_that_was_not_shown(stream):
    seen = stream()
    with Notice("wait"):
        pass
    assert seen.getvalue() == ""


@pytest.mark.parametrize("why", ["quiet", "pipe", "dumb"])
def test_it_is_silent_where_it_would_stay(stream, monkeypatch, why):
    seen = stream(terminal=why != "pipe")
    if why == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    with Notice("wait", quiet=why == "quiet") as notice:
        notice.show()
    assert seen.getvalue() == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_one_line_or_it_could_not_be_erased(lang):
    assert cell_len(starting(lang)) < 80
