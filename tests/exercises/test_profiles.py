"""Profiles of exams: those shipped are sound, and a bad one is refused where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.profiles import load_profile, profile_names


def test_the_kinds_of_interview_that_were_asked_for_are_there():
    assert {"classification", "llm", "research"} <= set(profile_names())


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_names_what_there_is(name):
    profile, catalogue = load_profile(name), load_catalogue()
    assert profile.title.zh
    assert set(profile.losses) <= set(catalogue)
    assert set(profile.tracks) <= {spec.track for spec in catalogue.values()}


def test_an_unknown_profile_is_answered_with_those_there_are():
    with pytest.raises(PracticeError, match="no profile called `vision`") as raised:
        load_profile("vision")
    assert "`llm`" in raised.value.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: {en: Mine}\nminutes: -5\n", "minutes"),
        ("title: {en: Mine}\nminutes: 5\ntopic: [use]\n", "topic"),
        ("title: {en: Mine}\nminutes: 5\ntopics: [poetry]\n", "topics"),
        ("- 1\n", "expected named fields"),
    ],
)
def test_a_bad_profile_is_refused_with_file_line_and_field(tmp_path: Path, text: str, said: str):
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(PracticeError) as raised:
        load_profile("mine", tmp_path)
    assert "mine.yaml" in raised.value.message
    assert "line" in raised.value.message
    assert said in raised.value.message
