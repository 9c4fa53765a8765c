"""A failing verdict fits on one screen and keeps the order of what matters."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from exercises.catalogue import load_catalogue
from grader.verdict import Check, Counterexample, Diagnosis, Frame, Step, Verdict
from screens.excerpt import excerpt
from screens.failure import ROOM, failure, numbered
from screens.words import speaker

SOURCE = "import torch\n\n\nclass MyMAELoss:\n    def forward(self, y_pred, y_true):\n" \
    "        差 = y_pred - y_true; return undefined_name\n"  # fmt: skip
LINE = SOURCE.splitlines()[5].encode()
COLUMN = LINE.index(b"undefined_name")

FULL = Verdict(
    exercise="mae",
    outcome="failed",
    passed=False,
    seed=1,
    checks=[
        Check("loads", "the file loads", "core", "passed"),
        Check("precision", "float64 stays float64", "edge", "failed", "an edge message"),
        Check(
            "agreement", "it agrees with PyTorch", "core", "failed", "You got 3, expected 1. " * 6
        ),
        Check("gradient", "its gradient is right", "core", "skipped"),
    ],
    diagnosis=Diagnosis(
        mistake="sum",
        text="You add up where the mean is asked. " * 8,
        step=Step("error", 6, "line 6: up to here you have the errors. " * 4),
        counterexample=Counterexample(
            "\n".join(f"x_{i} = torch.tensor([1.0])" for i in range(9)), "0.5", "1", "+0.5"
        ),
    ),
    traceback=[Frame(6, "forward", "", COLUMN, COLUMN + len("undefined_name"))],
    printed="\n".join(f"line {i}" for i in range(99)),
)


def shown(verdict: Verdict, width: int = 80, lang: str = "en", closing: tuple[str, ...] = ()):
    spec = load_catalogue()["mae"]
    lines = failure(verdict, spec, SOURCE.encode(), "mae.py", lang, width, closing)
    return [line.plain for line in lines]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_it_fits(width, lang):
    lines = shown(FULL, width, lang, ("Change `mae.py` and type `practice grade`.",))
    assert [line for line in lines if cell_len(line) > width] == []
    assert len(lines) <= ROOM[1] * max(1, ROOM[0] / width)


def test_what_matters_comes_in_order():
    lines = "\n".join(shown(FULL, closing=("Then `practice hint`.",)))
    marks = ["not yet", "You got 3", "it agrees", "looks like", "Smallest", "mae.py, line 6", "^^^",
             "printed", "Then"]  # fmt: skip
    positions = [lines.index(mark) for mark in marks]
    assert positions == sorted(positions)
    assert "an edge message" not in lines
    assert "1 of 3 checks passed" in lines


def test_what_is_missing_is_left_out():
    bare = Verdict(exercise="mae", outcome="failed", passed=False, seed=1, checks=FULL.checks[:3])
    lines = "\n".join(shown(bare))
    assert "printed" not in lines
    assert "Smallest" not in lines
    assert "│" not in lines


def test_repeated_output_is_counted():
    verdict = Verdict("mae", "failed", False, 1, checks=FULL.checks, printed="x\n" * 29 + "y\n")
    assert shown(verdict)[-2:] == ["  x  (×29)", "  y"]


def test_the_caret_stands_under_the_name_behind_chinese():
    code, caret = (line.plain for line in excerpt(SOURCE.encode(), 6, 80, (COLUMN, COLUMN + 14)))
    before = code[: code.index("undefined_name")]
    assert cell_len(before) == caret.index("^")
    assert caret.count("^") == len("undefined_name")


@pytest.mark.parametrize(
    ("source", "line", "columns"),
    [
        (b"", 1, (0, 3)),
        (b"x", 9, (0, 1)),
        (b"x", 0, (0, 1)),
        (b"x = 1", 1, (90, 95)),
        (b"\x00\xff\t", 1, (0, 2)),
        (b"x" * 300, 1, (290, 299)),
        ("差".encode() * 100, 1, (30, 45)),
        (b"    ", 1, (2, 3)),
    ],
)
@pytest.mark.parametrize("width", [20, 80])
def test_no_position_breaks_the_excerpt(source, line, columns, width):
    assert all(cell_len(row.plain) <= width for row in excerpt(source, line, width, columns))


def test_several_lines_are_counted_as_such() -> None:
    english, chinese = speaker("en"), speaker("zh")
    assert numbered([8], english) == "line 8"
    assert numbered([8, 9], english) == "lines 8 and 9"
    assert numbered([8, 9, 12], english) == "lines 8, 9 and 12"
    assert numbered([8, 9], chinese) == "第 8、9 行"
