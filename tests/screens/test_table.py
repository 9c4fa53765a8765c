"""Every table is laid out in one way, and fits wherever there is room for its longest word."""

from __future__ import annotations

import pytest
from rich.text import Text

from screens.table import by_rows, table

ROWS = [
    [Text("exercise", "dim"), Text("passed", "dim"), Text("")],
    [Text("mae", "bold"), Text("2/10"), Text("the signs are kept")],
    [Text("log-softmax", "bold"), Text("10/10"), Text("")],
]


def plain(lines):
    return [line.plain for line in lines]


def test_columns_are_as_wide_as_they_need():
    assert plain(table(ROWS, 80)) == [
        "  exercise     passed",
        "  mae          2/10    the signs are kept",
        "  log-softmax  10/10",
    ]


def test_a_column_can_be_to_the_right_and_without_an_indent():
    assert plain(table(ROWS, 80, aligns="<><", indent="")) == [
        "exercise     passed",
        "mae            2/10  the signs are kept",
        "log-softmax   10/10",
    ]


def test_the_widest_gap_that_fits_is_taken():
    numbers = [[Text("a"), Text("b")]]
    assert [plain(table(numbers, width, indent="", gaps=(3, 1))) for width in (5, 4, 3)] == [
        ["a   b"], ["a b"], ["a b"],
    ]  # fmt: skip


def test_the_column_that_gives_way_is_clipped():
    clipped = plain(table(ROWS, 38, gives_way=0))
    assert clipped[1] == "  mae       2/10    the signs are kept"
    assert clipped[2].startswith("  log-sof")
    assert "…" in clipped[2]


@pytest.mark.parametrize("width", [20, 24, 30])
def test_where_nothing_fits_a_row_is_told_one_cell_after_another(width):
    laid_out = by_rows(ROWS, width)
    assert len(laid_out) == 3
    assert all(line.cell_len <= width for lines in laid_out for line in lines)
    assert " ".join(" ".join(plain(laid_out[1])).split()) == "mae 2/10 the signs are kept"


def test_styles_stay_with_their_cells():
    (line,) = by_rows(ROWS, 80)[1]
    assert line.spans[0].style == "bold"
    assert line.plain[line.spans[0].start : line.spans[0].end].strip() == "mae"


def test_chinese_counts_as_two_cells():
    rows = [[Text("通过"), Text("a")], [Text("中"), Text("b")]]
    assert plain(table(rows, 40)) == ["  通过  a", "  中    b"]


def test_a_table_without_rows_has_no_lines():
    assert table([], 40) == []
