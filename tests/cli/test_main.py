"""Errors become one sentence and the right exit code, whatever they are."""

from __future__ import annotations

import json

import click
import pytest

import cli
from exercises.errors import PracticeError


@pytest.fixture
def failing(monkeypatch, tmp_path):
    """A command that raises what it is given."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def run(error: BaseException, *options: str) -> int:
        @click.command()
        @click.option("--json", "as_json", is_flag=True)
        def failing(as_json):
            raise error

        monkeypatch.setitem(cli.practice.commands, "failing", failing)
        return cli.run(["failing", *options])

    return run


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PracticeError("No such thing.", "Try another."), 2, "No such thing.\nTry another."),
        (PracticeError("It broke.", exit_code=3), 3, "It broke."),
        (click.UsageError("No."), 2, "No."),
        (OSError(28, "No space left on device", "/x"), 3, "No space left on device: /x"),
        (ZeroDivisionError("oops"), 3, "unforeseen: ZeroDivisionError"),
        (MemoryError(), 3, "unforeseen: MemoryError"),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_are_sentences(failing, capsys, error, code, words):
    assert failing(error) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err


def test_the_details_of_the_unforeseen_are_kept(failing, tmp_path, capsys):
    failing(ZeroDivisionError("oops"))
    log = tmp_path / "practice" / "practice-error.log"
    assert "ZeroDivisionError: oops" in log.read_text()
    assert log.name in capsys.readouterr().err.replace("\n", "")


@pytest.mark.parametrize("error", [PracticeError("No."), ZeroDivisionError(), OSError(5, "Bad")])
def test_with_json_an_error_is_one_object(failing, capfdbinary, error):
    failing(error, "--json")
    out, err = capfdbinary.readouterr()
    report = json.loads(out)
    assert report["outcome"] == "error"
    assert report["error"]
    assert err == b""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["greade"], "greade"),
        (["list", "--josn"], "--josn"),
        (["show", "--lang", "fr"], "fr"),
    ],
)
def test_wrong_usage_is_named(capsys, arguments, words):
    assert cli.run(arguments) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert "--help" in err
    assert out == ""
