"""Every learner's page is a file of its own, in the folder it is meant for."""

from __future__ import annotations

from pathlib import PurePath

from hypothesis import example, given
from hypothesis import strategies as st

from cohort.pages import file_names


@given(st.sets(st.text(max_size=80), max_size=6))
@example({"../../etc/passwd", "etc-passwd"})
@example({"Ann", "ann", ""})
@example({"..", ".", "/"})
def test_no_two_names_are_one_file_and_none_is_a_path(learners):
    names = file_names(learners)
    assert set(names) == learners
    assert len({name.casefold() for name in names.values()}) == len(learners)
    for name in names.values():
        assert PurePath(f"{name}.html").name == f"{name}.html"
        assert not name.startswith(".")
        assert "/" not in name
        assert "\0" not in name


def test_a_plain_name_stays_as_it_is():
    assert file_names(["Li Lei", "李雷"]) == {"Li Lei": "Li-Lei", "李雷": "李雷"}
