"""Choosing among exercises: every restriction alone, together, and what fits nothing."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from trainer.choosing import Choice, chosen
from trainer.standings import standings


def ids(desk, **restrictions):
    return [s.spec.id for s in chosen(standings(desk), Choice(**restrictions))]


def test_nothing_is_left_out_unasked(desk, catalogue):
    assert ids(desk) == list(catalogue)


def test_by_track_family_level_and_text(desk, catalogue):
    assert ids(desk, track="regression") == [
        s.id for s in catalogue.values() if s.track == "regression"
    ]
    assert "focal-stable" in ids(desk, family="focal")
    assert all(catalogue[id_].level <= 2 for id_ in ids(desk, level=2))
    assert ids(desk, search="GRPO") == ids(desk, search=" grpo ")
    assert "grpo" in ids(desk, search="GRPO")
    assert "kl" in ids(desk, search="散度")
    assert ids(desk, track="rl", level=1) == [
        s.id for s in catalogue.values() if s.track == "rl" and s.level == 1
    ]


def test_by_standing(desk, clock):
    assert desk.serves() == "mae"
    assert ids(desk, due=True) == ["mae"]
    assert "mae" not in ids(desk, new=True)
    assert "mae-backward" not in ids(desk, new=True)  # mae is missing
    due = desk.passes("mae").due
    with pytest.raises(PracticeError, match="No exercise fits"):
        ids(desk, due=True)
    clock.reaches(due.isoformat())
    assert ids(desk, due=True) == ["mae"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"track": "reinforce"}, "no track called `reinforce`"), ({"family": "fokal"}, "`focal`")],
)
def test_what_is_none_is_said_with_what_there_is(desk, asked, said):
    with pytest.raises(PracticeError) as refused:
        ids(desk, **asked)
    assert said in refused.value.message + refused.value.remedy
