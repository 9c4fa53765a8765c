"""Profiles of exams: those shipped are sound, and a bad one is refused where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.profiles import Profile, load_profile, profile_names
from exercises.questions import GENERAL, load_questions
from exercises.texts import Text
from trainer.exam.draw import Wanted, draw
from trainer.state import State


def test_the_kinds_of_interview_that_were_asked_for_are_there():
    asked_for = {"alignment", "classification", "llm", "recommender", "research", "vision"}
    assert asked_for <= set(profile_names())


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_names_what_there_is(name):
    profile, catalogue = load_profile(name), load_catalogue()
    assert profile.title.zh
    assert set(profile.losses) <= {*catalogue, GENERAL}
    assert set(profile.tracks) <= {spec.track for spec in catalogue.values()}
    assert not [id_ for id_ in profile.losses if id_ in catalogue and of_track(profile, id_)]


def of_track(profile: Profile, id_: str) -> bool:
    return load_catalogue()[id_].track in profile.tracks


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("seed", range(3))
def test_a_shipped_profile_fills_its_time_with_drills_and_as_many_questions_as_it_says(name, seed):
    profile, specs = load_profile(name), list(load_catalogue().values())
    about = profile.about(specs)
    wanted = Wanted(profile.minutes, (), about, profile.topics, profile.level, profile.questions)
    items = draw(wanted, specs, list(load_questions().values()), State(), "2026-11-26", seed)
    assert sum(item.kind == "question" for item in items) == profile.questions
    assert sum(item.kind == "drill" for item in items) >= 2
    assert sum(item.par_minutes for item in items) >= 0.75 * profile.minutes
    assert not about or {i.id for i in items if i.kind == "drill"} <= set(about)


def test_interviews_about_language_models_ask_about_what_they_are_built_of():
    profile, catalogue = load_profile("llm"), load_catalogue()
    specs, questions = list(catalogue.values()), load_questions()
    wanted = Wanted(profile.minutes, losses=profile.about(specs), questions=profile.questions)
    asked = [
        item.track
        for seed in range(30)
        for item in draw(wanted, specs, list(questions.values()), State(), "2026-11-26", seed)
    ]
    assert {"attention", "norms", "sampling", "optimizers", "rl", "preference"} <= set(asked)
    assert asked.count("rl") < len(asked) / 3


def test_tracks_and_losses_say_together_what_a_profile_is_about():
    specs = list(load_catalogue().values())
    of_rl = [spec.id for spec in specs if spec.track == "rl"]
    title = Text("A kind")
    assert Profile(title, 5).about(specs) == []
    assert Profile(title, 5, losses=["kl"]).about(specs) == ["kl"]
    assert Profile(title, 5, tracks=["rl"]).about(specs) == [*of_rl, GENERAL]
    assert Profile(title, 5, tracks=["rl"], losses=["kl", "gae"]).about(specs) == [*of_rl, "kl"]


def test_every_profile_is_described_in_the_guide():
    guide = (Path(__file__).parents[2] / "docs" / "exam.md").read_text("utf-8")
    assert [name for name in profile_names() if f"| `{name}` |" not in guide] == []


def test_an_unknown_profile_is_answered_with_those_there_are():
    with pytest.raises(PracticeError, match="no profile called `poetry`") as raised:
        load_profile("poetry")
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
