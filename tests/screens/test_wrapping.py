"""Lines break where a reader expects it and never leave the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from screens.wrapping import GLUE, wrap


def wrapped(text: str, width: int, *margins: str) -> list[str]:
    return [line.plain for line in wrap(Text(text), width, *margins)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 20, [""]),
        ("one two three", 9, ["one two", "three"]),
        ("exactly ten more", 10, ["exactly", "ten more"]),
        ("averylongwordindeed", 10, ["averylongw", "ordindeed"]),
        ("用于衡量预测值与真实值", 10, ["用于衡量预", "测值与真实", "值"]),
        ("用于衡量预，测值", 10, ["用于衡量", "预，测值"]),
        ("用于衡量（预测值）", 10, ["用于衡量", "（预测值）"]),
        ("损失loss函数", 8, ["损失loss", "函数"]),
        (f"take a{GLUE}+{GLUE}b now", 10, ["take a + b", "now"]),
        (f"takes a{GLUE}+{GLUE}b now", 10, ["takes", "a + b now"]),
    ],
)
def test_breaks(text, width, expected):
    assert wrapped(text, width) == expected


def test_margins_count_towards_the_width():
    assert wrapped("one two three four", 12, "- ", "  ") == ["- one two", "  three four"]


@given(st.text(alphabet="ab 损失，。（)\u00a0", max_size=60), st.integers(8, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # Punctuation that may not begin a line can drag its word beyond a very narrow one.
    assert all(cell_len(line) <= width for line in lines)


def test_styles_survive():
    text = Text("one ") + Text("two", "bold") + Text(" three")
    assert [span.style for line in wrap(text, 8) for span in line.spans] == ["bold"]
