"""What was asked for is written whole, and never over something else."""

from __future__ import annotations

import pytest

from exercises.errors import PracticeError
from trainer.files import write_anew


def test_a_file_is_replaced_by_one_of_its_kind_only(tmp_path):
    file = tmp_path / "history.jsonl"
    write_anew(file, b'{"format": 1}')
    write_anew(file, b'{"format": 2}')
    assert file.read_bytes() == b'{"format": 2}'
    mine = tmp_path / "ce.py"
    mine.write_text("import torch")
    for where in (mine, tmp_path):
        with pytest.raises(PracticeError):
            write_anew(where, b'{"format": 1}')
    assert mine.read_text() == "import torch"


def test_an_empty_file_and_a_new_folder_are_written(tmp_path):
    (tmp_path / "empty").touch()
    for file in (tmp_path / "empty", tmp_path / "new" / "file"):
        write_anew(file, b"x")
        assert file.read_bytes() == b"x"
