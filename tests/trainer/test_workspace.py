"""The workspace is found where it should be, and nothing in it is overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from exercises.environment import Environment
from exercises.errors import PracticeError
from trainer.settings import Settings
from trainer.workspace import NoWorkspace, Workspace, read_code

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def made(folder):
    return Workspace.create(folder)[0]


def test_it_is_found_from_below_then_by_name_then_at_home(tmp_path):
    here, named, home = (made(tmp_path / name).root for name in ("here", "named", "home/practice"))
    below = here / "a" / "b"
    below.mkdir(parents=True)
    environ = {"PRACTICE_WORKSPACE": str(named), "HOME": str(tmp_path / "home")}
    assert Workspace.find(Environment(environ, below)).root == here
    assert Workspace.find(Environment(environ, tmp_path)).root == named
    del environ["PRACTICE_WORKSPACE"]
    assert Workspace.find(Environment(environ, tmp_path)).root == home


def test_a_missing_one_is_said(tmp_path):
    with pytest.raises(NoWorkspace, match="no workspace here"):
        Workspace.find(Environment({"HOME": str(tmp_path)}, tmp_path))
    named = {"HOME": "/", "PRACTICE_WORKSPACE": str(tmp_path / "x")}
    with pytest.raises(NoWorkspace, match="PRACTICE_WORKSPACE"):
        Workspace.find(Environment(named, tmp_path))


def test_without_a_home_there_is_none(tmp_path, monkeypatch):
    def lost() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", lost)
    with pytest.raises(NoWorkspace, match="no home folder"):
        Workspace.find(Environment({}, tmp_path))
    assert Workspace.place(Path("here"), Environment({}, tmp_path)) == tmp_path / "here"


def test_making_it_twice_changes_nothing(workspace):
    (workspace.root / "practice.toml").write_text('lang = "zh"\n')
    assert Workspace.create(workspace.root) == (workspace, False)
    assert workspace.settings() == Settings(lang="zh")


def test_fresh_settings_are_the_defaults(workspace):
    assert workspace.settings() == Settings()


def test_a_stub_is_written_once(workspace, catalogue):
    spec = catalogue["ce"]
    assert workspace.write_stub(spec, "en")
    workspace.stub(spec).write_text("mine")
    assert not workspace.write_stub(spec, "en")
    assert workspace.stub(spec).read_text() == "mine"


def test_reset_keeps_every_copy(workspace, catalogue):
    spec = catalogue["ce"]
    kept = []
    for text in ("first", "second", "third"):
        workspace.stub(spec).write_text(text)
        kept.append(workspace.reset_stub(spec, "en", NOW))
    assert [path.read_text() for path in kept] == ["first", "second", "third"]
    assert "NotImplementedError" in workspace.stub(spec).read_text()


def test_reset_of_nothing_keeps_nothing(workspace, catalogue):
    assert workspace.reset_stub(catalogue["ce"], "en", NOW) is None
    assert workspace.stub(catalogue["ce"]).exists()


@pytest.mark.parametrize("kind", ["missing", "folder", "device", "huge"])
def test_what_cannot_be_read_is_said(tmp_path, catalogue, kind):
    path = tmp_path / "ce.py"
    if kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "huge":
        path.write_bytes(b"#" * (2**20 + 1))
    with pytest.raises(PracticeError) as refusal:
        read_code(path, catalogue["ce"])
    assert refusal.value.exit_code == 2
    assert str(path) in refusal.value.message


def test_a_stub_is_written_whole_or_not_at_all(workspace, catalogue, monkeypatch):
    spec = catalogue["mae"]

    def full(self, content):
        with self.open("wb") as stream:
            stream.write(content[:40])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(PracticeError, match="No space left"):
            workspace.write_stub(spec, "en")
    assert [path.name for path in workspace.root.iterdir() if path.suffix == ".part"] == []
    assert workspace.write_stub(spec, "en")
    assert workspace.untouched(spec)


def test_a_reset_that_fails_puts_the_file_back(workspace, catalogue, monkeypatch):
    spec = catalogue["mae"]
    workspace.stub(spec).write_text("mine")

    def full(self, content):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(PracticeError, match="No space left"):
            workspace.reset_stub(spec, "en", NOW)
    assert workspace.stub(spec).read_text() == "mine"


@pytest.mark.parametrize("what", ["folder", "link"])
def test_what_is_in_the_way_of_a_stub_is_said(workspace, catalogue, what):
    path = workspace.stub(catalogue["mae"])
    if what == "folder":
        path.mkdir()
    else:
        path.symlink_to(workspace.root / "nowhere.py")
    with pytest.raises(PracticeError, match="in the way"):
        workspace.write_stub(catalogue["mae"], "en")


def test_settings_saved_with_a_byte_order_mark_are_read(workspace):
    (workspace.root / "practice.toml").write_bytes(b'\xef\xbb\xbflang = "zh"\r\n')
    assert workspace.settings().lang == "zh"
