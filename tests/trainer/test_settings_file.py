"""A setting is changed on its line, and everything else in the file stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.errors import PracticeError
from trainer.settings import known
from trainer.settings_file import change, read_settings, value_of

FILE = """# mine
lang = "en"  # for now

[limits]
# generous
memory_mb = 900

[server]
idle_minutes = 5
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "practice.toml"
    path.write_text(FILE)
    return path


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [("lang", "zh", "zh"), ("new_per_day", "5", 5), ("limits.memory_mb", "1200", 1200),
     ("server.idle_minutes", "0.5", 0.5), ("limits.seconds_per_grade", "60", 60),
     ("formula", "shown", "shown")],
)  # fmt: skip
def test_a_setting_is_changed_and_nothing_else(file, name, typed, value):
    before = tomllib.loads(FILE)
    assert change(file, name, typed) == value
    assert value_of(file, name) == value
    after = tomllib.loads(file.read_text())
    *tables, field = name.split(".")
    for data in (before, after):
        for table in tables:
            data = data.setdefault(table, {})
        data.pop(field, None)
    assert before == after
    assert "# mine" in file.read_text()
    assert "# generous" in file.read_text()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [("lang", "fr", '"en" or "zh"'), ("new_per_day", "many", "whole number"),
     ("new_per_day", "-1", "from 0"), ("limits.memory", "5", "no such setting"),
     ("nothing", "5", "no such setting")],
)  # fmt: skip
def test_what_it_cannot_be_is_refused_with_what_was_expected(file, name, typed, words):
    with pytest.raises(PracticeError, match=words):
        change(file, name, typed)
    assert file.read_text() == FILE


@given(st.sampled_from(sorted(known())), st.text(max_size=12))
def test_whatever_is_typed_the_file_stays_valid(tmp_path_factory, name, typed):
    path = tmp_path_factory.mktemp("any") / "practice.toml"
    path.write_text(FILE)
    try:
        value = change(path, name, typed)
    except PracticeError:
        assert path.read_text() == FILE
    else:
        assert value_of(path, name) == value
    read_settings(path)
