"""Without the extra it says what to install."""

from __future__ import annotations

import sys

import cli


def test_the_missing_extra_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init"]) == 0
    monkeypatch.setitem(
        sys.modules, "fsrs_rs_python", None
    )  # as Python has it for what is not there
    assert cli.run(["fit"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "Fitting needs the package fsrs-rs-python" in told
    assert "practice-losses[fit]" in told


def test_too_few_reviews_are_said(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    cli.run(["init"])
    assert cli.run(["fit", "--yes"]) == 2
    assert "needs 64 scored reviews" in " ".join(capsys.readouterr().err.split())
    assert cli.run(["fit", "--off"]) == 0
