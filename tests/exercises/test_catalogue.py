"""All specs together: their order, how they are found, and the cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exercises import cache, catalogue, reading
from exercises.catalogue import SHIPPED, load_catalogue
from exercises.errors import PracticeError
from exercises.given import given

GOOD = (Path(__file__).parent / "good.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "practice"


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two good exercises, `drill` requiring `other`."""
    root = tmp_path / "specs"
    (root / "somewhere").mkdir(parents=True)
    (root / "somewhere" / "drill.yaml").write_text(GOOD, encoding="utf-8")
    other = GOOD.replace("id: drill", "id: other").replace("requires: [other]", "requires: []")
    (root / "somewhere" / "other.yaml").write_text(other, encoding="utf-8")
    return root


@pytest.fixture
def no_yaml(monkeypatch):
    """Fails the test when a spec is read from YAML."""

    def read(content, path):
        raise AssertionError(f"{path} was read again")

    def forbid():
        monkeypatch.setattr(reading, "parse_spec", read)

    return forbid


def test_exercises_come_in_the_order_of_the_document():
    six = ["mae", "mse", "ce", "bce", "kl", "focal"]
    assert [id_ for id_ in load_catalogue() if id_ in six] == six


def test_a_requirement_is_never_harder_than_what_requires_it():
    specs = load_catalogue()
    for spec in specs.values():
        assert all(specs[other].level <= spec.level for other in spec.requires)


def test_section_10_comes_after_section_9(folder):
    for id_, section in (("drill", "10. Ten"), ("other", "9. Nine")):
        path = folder / "somewhere" / f"{id_}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("1. Something", section), "utf-8")
    assert list(load_catalogue(folder)) == ["other", "drill"]


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        ("mea", "mae"),
        ("focl", "focal"),
        ("MyFocalLos", "focal"),
        ("kldiv", "kl"),
        ("cross-entropi", "cross-entropy"),
    ],
)
def test_an_unknown_exercise_gets_the_nearest_name(asked, guess):
    with pytest.raises(PracticeError) as refused:
        load_catalogue().find(asked)
    assert refused.value.message == f"There is no exercise called `{asked}`."
    assert f"Did you mean `{guess}`?" in refused.value.remedy
    assert refused.value.exit_code == 2


def test_a_name_like_no_other_gets_no_guess():
    with pytest.raises(PracticeError) as refused:
        load_catalogue().find("zzzzzz")
    assert "Did you mean" not in refused.value.remedy
    assert "`practice list`" in refused.value.remedy


@pytest.mark.parametrize("spelling", ["ce", " CE "])
def test_an_exercise_is_found_however_it_is_capitalised(spelling):
    assert load_catalogue().find(spelling).id == "ce"


def test_a_requirement_must_exist(folder):
    (folder / "somewhere" / "other.yaml").unlink()
    with pytest.raises(PracticeError, match=r"drill\.yaml, line 5: `requires`: .* no `other`"):
        load_catalogue(folder)


def test_requirements_do_not_go_in_circles(folder):
    path = folder / "somewhere" / "other.yaml"
    path.write_text(path.read_text("utf-8").replace("requires: []", "requires: [drill]"), "utf-8")
    with pytest.raises(PracticeError, match="drill requires other requires drill"):
        load_catalogue(folder)


def test_an_id_belongs_to_one_track(folder):
    (folder / "elsewhere").mkdir()
    twin = GOOD.replace("track: somewhere", "track: elsewhere")
    (folder / "elsewhere" / "drill.yaml").write_text(twin, encoding="utf-8")
    with pytest.raises(PracticeError, match="already the id of"):
        load_catalogue(folder)


def test_a_folder_without_specs_is_a_sentence(tmp_path):
    with pytest.raises(PracticeError, match="There are no exercises in"):
        load_catalogue(tmp_path)


def test_specs_are_read_from_yaml_once(folder, no_yaml):
    first = load_catalogue(folder)
    no_yaml()
    assert dict(load_catalogue(folder)) == dict(first)


def test_a_changed_spec_is_noticed_even_with_its_old_time_and_size(folder):
    path = folder / "somewhere" / "drill.yaml"
    before = path.stat()
    load_catalogue(folder)
    path.write_text(GOOD.replace("par_minutes: 5", "par_minutes: 7"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert load_catalogue(folder)["drill"].par_minutes == 7


def test_a_changed_reader_is_noticed(folder, monkeypatch, tmp_path):
    files = [("a", b"b")]
    before = cache.fingerprint(files)
    copy = tmp_path / "exercises"
    copy.mkdir()
    for path in SHIPPED.glob("*.py"):
        (copy / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(cache, "__file__", str(copy / "cache.py"))
    assert cache.fingerprint(files) == before
    (copy / "rules.py").write_text("# another rule\n", encoding="utf-8")
    assert cache.fingerprint(files) != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-1],
        lambda kept: kept[:40] + bytes([kept[40] ^ 1]) + kept[41:],
        lambda kept: b"\x00" * len(kept),
    ],
    ids=["empty", "cut short", "one bit", "zeros"],
)
def test_a_damaged_cache_is_not_believed(folder, cache_folder, damage):
    first = load_catalogue(folder)
    (kept,) = cache_folder.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert dict(load_catalogue(folder)) == dict(first)


def test_not_being_able_to_write_the_cache_is_silent(folder, monkeypatch, tmp_path, capfd):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(load_catalogue(folder)) == 2
    assert capfd.readouterr() == ("", "")


def test_no_home_means_no_cache(folder, monkeypatch):
    def lost() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", lost)
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert len(load_catalogue(folder)) == 2


def test_the_cache_does_not_grow_without_end(folder, cache_folder):
    for minutes in range(1, 15):
        path = folder / "somewhere" / "drill.yaml"
        path.write_text(GOOD.replace("par_minutes: 5", f"par_minutes: {minutes}"), "utf-8")
        load_catalogue(folder)
    assert len(list(cache_folder.iterdir())) <= 8
    assert load_catalogue(folder)["drill"].par_minutes == 14


def test_a_cached_catalogue_brings_in_neither_yaml_nor_torch():
    catalogue.load_catalogue()
    code = (
        "import sys; from exercises.catalogue import load_catalogue; load_catalogue();"
        "print(*({'yaml', 'torch', 'exercises.reading', 'difflib'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize(
    ("stable", "sentence"),
    [("nothing", "there is no `nothing`"), ("other", "requires `drill`, `other` does not")],
)
def test_a_stable_form_exists_and_requires_the_textbook_form(folder, stable, sentence):
    path = folder / "somewhere" / "drill.yaml"
    named = path.read_text("utf-8").replace("requires: [other]", f"requires: []\nstable: {stable}")
    path.write_text(named, "utf-8")
    with pytest.raises(PracticeError, match=rf"drill\.yaml, line 6: `stable`: .*{sentence}"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        ("[other]", "`other` is an exercise"),
        ("[drill]", "`drill` is an exercise"),
        ("[old, old]", "`old` became `drill` already"),
        ("[Old]", "expected"),
    ],
)
def test_an_earlier_id_is_free_and_named_once(folder, earlier, sentence):
    path = folder / "somewhere" / "drill.yaml"
    path.write_text(
        path.read_text("utf-8").replace("level: 2", f"level: 2\nrenamed_from: {earlier}")
    )
    with pytest.raises(PracticeError, match=rf"drill\.yaml, line 5: `renamed_from.*{sentence}"):
        load_catalogue(folder)


def test_two_exercises_cannot_have_been_the_same_one(folder):
    for id_ in ("drill", "other"):
        path = folder / "somewhere" / f"{id_}.yaml"
        path.write_text(
            path.read_text("utf-8").replace("level: 2", "level: 2\nrenamed_from: [old]")
        )
    with pytest.raises(PracticeError, match="`old` became `drill` already"):
        load_catalogue(folder)


def test_an_exercise_is_found_by_its_earlier_id(folder):
    path = folder / "somewhere" / "drill.yaml"
    path.write_text(path.read_text("utf-8").replace("level: 2", "level: 2\nrenamed_from: [old]"))
    for _ in range(2):  # read, and then from the cache
        specs = load_catalogue(folder)
        assert specs.find("old").id == "drill"
        assert specs.now_called == {"old": "drill"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_asked_of_gradients_far_out_is_promised(lang: str) -> None:
    word = {"en": "gradient must be right", "zh": "结果和梯度也要对"}[lang]
    decided = {
        spec.id
        for spec in load_catalogue().values()
        if spec.check("extreme-gradient").level == "core"
        and spec.check("stability").level in (None, "core")
        and spec.signature.wanted
        and any(spec.signature.argument(name).about.unbounded for name in spec.signature.wanted)
    }
    said = {
        spec.id
        for spec in load_catalogue().values()
        if any(word in point and "±" in point for point in given(spec, lang))
    }
    assert decided
    assert decided <= said
