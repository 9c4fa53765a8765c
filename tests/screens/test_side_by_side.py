"""Two files lined up."""

from __future__ import annotations

import pytest

from screens.side_by_side import side_by_side


def rows(left: str, right: str) -> list[tuple[str, str, str]]:
    """Both lines of each row, and which of them are marked."""
    return [
        (one.text, other.text, "<" * one.differs + ">" * other.differs)
        for one, other in side_by_side(left, right).rows
    ]


def test_what_says_the_same_is_one_row():
    assert rows("a = 1\nb = f( a )", "a = 1\n\nb = f(a)") == [
        ("a = 1", "a = 1", ""), ("", "", ""), ("b = f( a )", "b = f(a)", ""),
    ]  # fmt: skip


def test_what_assigns_to_one_name_is_one_row_and_marked():
    assert rows("x = 1\nreturn x", "y = 2\nx = 3\nreturn x + y") == [
        ("", "y = 2", ">"), ("x = 1", "x = 3", "<>"), ("return x", "return x + y", "<>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "silent",
    ["# a remark", '"""A docstring."""', '"""A docstring\nof two lines."""', "", "import torch",
     "def __init__(self):\n    super().__init__()", "super(MyLoss, self).__init__()"],
)  # fmt: skip
def test_what_says_nothing_is_never_marked(silent):
    assert [marks for _, _, marks in rows(f"{silent}\nx = 1", "x = 1") if marks] == []


def test_a_mark_in_a_string_is_no_remark():
    assert rows("x = '#1'", "x = '#2'") == [("x = '#1'", "x = '#2'", "<>")]


def test_of_a_flood_only_the_beginning_is_shown():
    found = side_by_side("x = 1\n" * 100_000, "x = 1")
    assert found.cut
    assert len(found.rows) == 400


def test_two_spellings_of_one_thing_say_the_same():
    assert rows("class A(torch.nn.Module):", "class A(nn.Module):")[0][2] == ""
    assert rows("return torch.nn.functional.relu(x)", "return F.relu(x)")[0][2] == ""
