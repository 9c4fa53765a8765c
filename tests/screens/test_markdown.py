"""Statements as lines for a terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from exercises.catalogue import load_catalogue
from screens.markdown import render


def rendered(source: str, width: int = 40) -> list[str]:
    return [line.plain for line in render(source, width)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Title\nWords", ["Title", "Words"]),
        ("two\nlines", ["two lines"]),
        ("两行\n文字", ["两行文字"]),
        ("one\n\n\n\ntwo", ["one", "", "two"]),
        ("- a\n- b\n  more\n  - c", ["• a", "• b more", "  • c"]),
        ("1. a\n2. b", ["1. a", "2. b"]),
        ("> said", ["│ said"]),
        ("**bold** and `code` and *soft*", ["bold and code and soft"]),
        ("`a * b` and `c * d`", ["a * b and c * d"]),
        ("so $x_i \\geq 0$.", ["so xᵢ ≥ 0."]),
        ("a\n$$x = y$$\nb", ["a", "", "    x = y", "", "b"]),
        ("- item\n  $$x = y$$", ["• item", "", "      x = y"]),
        ("```python\nx  =  1\n```\nafter", ["    x  =  1", "after"]),
        ("[docs](https://example.org)", ["docs (https://example.org)"]),
        ("", []),
    ],
)
def test_blocks(source, expected):
    assert rendered(source) == expected


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_statement_fits_and_keeps_no_markup(lang, width):
    for spec in load_catalogue().values():
        for line in rendered(spec.statement.in_(lang), width):
            assert cell_len(line) <= width, (spec.id, line)
            assert not any(mark in line for mark in ("$", "\\", "**", "`")), (spec.id, line)
