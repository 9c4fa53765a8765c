"""Packs are used only after somebody said so, and only as they were then."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from exercises import added
from exercises.catalogue import SHIPPED, load_catalogue
from exercises.environment import HERE
from exercises.errors import PracticeError
from grader.solution import load
from packs import page, shelf


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(added.NAMED, raising=False)


@pytest.fixture
def pack(tmp_path) -> Path:
    root = tmp_path / "mine"
    page.write("my-mean", "ladder", root)
    return root


def test_a_pack_stands_beside_those_shipped_once_it_was_added(pack):
    assert "my-mean" not in load_catalogue()
    found, exercises = shelf.found(str(pack))
    assert exercises == ["my-mean"]
    assert "my-mean" not in load_catalogue()
    assert shelf.add(found)
    catalogue = load_catalogue()
    assert catalogue.keys() == load_catalogue(SHIPPED).keys() | {"my-mean"}
    assert catalogue["my-mean"].pack == str(pack)
    assert load(catalogue["my-mean"]).answer.__name__ == "my_my_mean"
    assert shelf.remove("mine").root == str(pack)
    assert "my-mean" not in load_catalogue()
    assert pack.is_dir()


def test_code_that_changed_is_not_used_until_it_is_added_again(pack):
    shelf.add(shelf.found(str(pack))[0])
    module = pack / "solutions" / "my_mean.py"
    module.write_text(module.read_text() + "\n# more\n")
    catalogue = load_catalogue()
    assert "my-mean" not in catalogue
    assert "changed" in catalogue.left_out["mine"].en
    assert not shelf.add(shelf.found(str(pack))[0])
    assert "my-mean" in load_catalogue()


def test_a_text_may_change_and_code_too_where_it_is_followed(pack):
    shelf.add(shelf.found(str(pack), follow=True)[0])
    spec = pack / "exercises" / "ladder" / "my-mean.yaml"
    spec.write_text(spec.read_text().replace("par_minutes: 6", "par_minutes: 7"))
    module = pack / "solutions" / "my_mean.py"
    module.write_text(module.read_text() + "\n# more\n")
    assert load_catalogue()["my-mean"].par_minutes == 7


def test_one_bad_pack_stops_nothing_else(pack, tmp_path):
    other = tmp_path / "other"
    page.write("my-sum", "ladder", other)
    for root in (pack, other):
        shelf.add(shelf.found(str(root))[0])
    spec = pack / "exercises" / "ladder" / "my-mean.yaml"
    spec.write_text(spec.read_text().replace("level: 2", "level: 9"))
    catalogue = load_catalogue()
    assert "my-sum" in catalogue
    assert "my-mean" not in catalogue
    assert "my-mean.yaml" in catalogue.left_out["mine"].en
    assert [each.left_out is not None for each in shelf.shelf(catalogue)] == [True, False]


def test_an_id_that_is_taken_and_a_requirement_that_is_missing_are_refused(pack):
    spec = pack / "exercises" / "ladder" / "my-mean.yaml"
    text = spec.read_text()
    spec.write_text(text.replace("requires: []", "requires: [no-such]"))
    with pytest.raises(PracticeError, match="no-such"):
        shelf.add(shelf.found(str(pack))[0])
    assert added.added() == []
    spec.write_text(text.replace("requires: []", "requires: [mae]"))
    shelf.add(shelf.found(str(pack))[0])
    assert load_catalogue()["my-mean"].requires == ["mae"]
    page.write("mae", "ladder", pack.parent / "taken")
    with pytest.raises(PracticeError, match="another exercise already"):
        shelf.add(shelf.found(str(pack.parent / "taken"))[0])


def test_a_repository_is_cloned_and_a_newer_one_has_to_be_added_again(pack):
    def git(*arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER")
                 for what in ("NAME", "EMAIL")}  # fmt: skip
        subprocess.run(["git", *arguments], cwd=pack, check=True, env={**os.environ, **names})

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    address = pack.as_uri()
    found, exercises = shelf.found(address)
    assert (found.origin, found.name, exercises) == ("clone", "mine", ["my-mean"])
    shelf.add(found)
    assert load_catalogue()["my-mean"].pack == found.root != str(pack)
    module = pack / "solutions" / "my_mean.py"
    module.write_text(module.read_text() + "\n# more\n")
    git("commit", "-qam", "second")
    newer, _ = shelf.found(address)
    assert "my-mean" not in load_catalogue()  # nobody has agreed to the newer code
    shelf.add(newer)
    assert "my-mean" in load_catalogue()


@pytest.mark.parametrize("source", ["/no/such/folder", "no-such-pack", "https://"])
def test_what_is_no_pack_is_a_sentence(source, tmp_path):
    with pytest.raises(PracticeError):
        shelf.found(source)
    with pytest.raises(PracticeError, match="no folder `exercises`"):
        shelf.found(str(tmp_path))


def test_a_list_that_cannot_be_read_is_named():
    place = HERE.place("data")
    assert place is not None
    place.mkdir(parents=True)
    (place / "packs.json").write_text("[{")
    with pytest.raises(PracticeError, match=r"packs\.json"):
        load_catalogue()
