"""The corpus: every correct way of writing a loss passes, every wrong one does not.

One seed here; `make mutants` runs all of them on many.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.verdict import Request, Verdict
from packs.crowd import verdicts

VARIANTS = Path(__file__).parents[1] / "variants"


def _files(kind: str) -> list[Path]:
    return sorted(VARIANTS.glob(f"*/{kind}/*.py"))


def _name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


@pytest.fixture(scope="module")
def graded(request: pytest.FixtureRequest) -> dict[Path, Verdict]:
    """The verdicts of all files this run asks about."""
    paths = [
        item.callspec.params["path"]
        for item in request.session.items
        if item.path == Path(__file__) and hasattr(item, "callspec")
    ]
    requests = [
        Request(path.parts[-3], path.read_bytes(), path.name, 20, explain=False) for path in paths
    ]
    return dict(zip(paths, verdicts(requests), strict=True))


@pytest.mark.parametrize("path", _files("correct"), ids=_name)
def test_a_correct_variant_passes(graded: dict[Path, Verdict], path: Path) -> None:
    verdict = graded[path]
    failed = [(c.id, c.message) for c in verdict.checks if c.level == "core" and c.message]
    assert failed == []
    assert verdict.outcome == "passed"


@pytest.mark.parametrize("path", _files("wrong"), ids=_name)
def test_a_wrong_variant_fails(graded: dict[Path, Verdict], path: Path) -> None:
    verdict = graded[path]
    assert verdict.outcome == "failed"
    assert next(c for c in verdict.checks if c.status == "failed").message
