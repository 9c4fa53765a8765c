"""The summary of a class in a terminal."""

from __future__ import annotations

import pytest

from cohort.class_report import class_report
from cohort.model import Row
from exercises.catalogue import load_catalogue
from screens.cohort import summary

SPECS = load_catalogue()
ROWS = [
    Row("ann", "ce", "passed", 2, 2, score=100.0),
    Row("bob", "ce", "passed", 2, 2, late_seconds=0.0, score=100.0),
    Row("cy", "", "missing"),
]


def told(lang: str, width: int, due: bool) -> str:
    lines = summary(class_report(ROWS, [], SPECS, {}), ROWS, SPECS, [], lang, width, due)
    assert all(line.cell_len <= width for line in lines)
    return "".join(line.plain for line in lines).replace(" ", "")


@pytest.mark.parametrize(("lang", "said"), [("en", "1of2files"), ("zh", "2个文件中有1个")])
@pytest.mark.parametrize("width", [50, 80])
def test_files_of_an_unknown_time_are_counted_where_lateness_is(lang, said, width):
    assert said in told(lang, width, due=True)
    assert said not in told(lang, width, due=False)
