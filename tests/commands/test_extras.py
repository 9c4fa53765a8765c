"""What is missing is said with what to type."""

from __future__ import annotations

import pytest

from commands.extras import require
from exercises.errors import PracticeError


def test_what_is_not_installed_is_named_with_its_extra():
    with pytest.raises(PracticeError, match="A deck needs the package gen-x") as refused:
        require("no_such_module", "gen-x", "anki", "A deck")
    assert "pip install 'practice-losses[anki]'" in refused.value.remedy


def test_what_is_installed_passes():
    require("json", "json", "anki", "A deck")


def test_a_package_that_lacks_something_itself_is_no_missing_extra(tmp_path, monkeypatch):
    (tmp_path / "lacking.py").write_text("import no_such_module")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError):
        require("lacking", "lacking", "anki", "A deck")
