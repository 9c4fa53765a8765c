"""A file is written whole or not at all, by whoever writes one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exercises.files import write_whole


def test_a_file_is_there_whole_with_its_folders(tmp_path):
    file = tmp_path / "new" / "folder" / "file"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path, monkeypatch):
    file = tmp_path / "file"
    write_whole(file, b"before")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("links", [True, False])
def test_what_is_not_to_be_replaced_is_not(tmp_path, monkeypatch, links):
    if not links:

        def refused(*_: object) -> None:
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
    file = tmp_path / "file"
    write_whole(file, b"mine", replace=False)
    with pytest.raises(FileExistsError):
        write_whole(file, b"other", replace=False)
    assert file.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [file]
