"""The corpus: every correct way of writing a loss passes, every wrong one does not.

One seed here; `make mutants` runs all of them on many.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grader.conftest import Grade

VARIANTS = Path(__file__).parents[1] / "variants"


def _files(kind: str) -> list[Path]:
    return sorted(VARIANTS.glob(f"*/{kind}/*.py"))


def _name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


@pytest.mark.parametrize("path", _files("correct"), ids=_name)
def test_a_correct_variant_passes(grade: Grade, path: Path) -> None:
    verdict = grade(path.parts[-3], path.read_bytes(), seed=20)
    failed = [(c.id, c.message) for c in verdict.checks if c.level == "core" and c.message]
    assert failed == []
    assert verdict.outcome == "passed"


@pytest.mark.parametrize("path", _files("wrong"), ids=_name)
def test_a_wrong_variant_fails(grade: Grade, path: Path) -> None:
    verdict = grade(path.parts[-3], path.read_bytes(), seed=20)
    assert verdict.outcome == "failed"
    first = next(c for c in verdict.checks if c.status == "failed")
    assert first.message
