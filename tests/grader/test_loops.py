"""A loop over a dimension that is to be taken at once is counted, whatever it looks like."""

from __future__ import annotations

import pytest
import torch

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from grader.checks import test_d_loops as loops
from grader.failure import CheckFailed
from tests.grader.conftest import Grade
from tests.grader.in_process import case_of
from tests.grader.test_signatures import failed, made_up

SPEC = made_up(
    "def pairs(a, b) -> [N, M]",
    """
    a: values [N], gradient wanted
    b: values [M], gradient wanted
    """,
    "[{N: 1, M: 4}, {N: 3, M: 3}, {N: 4, M: 1}]",
    "a: [1.0], b: [3.0], gives: [[2.0]]",
    "checks: {loops: {axes: [N, M]}}",
)
HEAD = "import torch\n\ndef pairs(a, b):\n"
RIGHT = [
    "    return (a[:, None] - b).abs()\n",
    "    return torch.cdist(a[:, None], b[:, None], p=1)\n",
    # a fixed number of pieces is no loop over the dimension
    "    return torch.cat([(one[:, None] - b).abs() for one in a.split(64)])\n",
    # halved again and again: as often as the logarithm of the size
    """    if len(a) > 1:
        half = len(a) // 2
        return torch.cat([pairs(a[:half], b), (a[half:, None] - b).abs()])
    return (a[:, None] - b).abs()
""",
]
LOOPS = {
    "N": "    return torch.stack([(one - b).abs() for one in a])\n",
    "M": """    rows = []
    for j in range(b.shape[0]):
        rows.append((a - b[j]).abs())
    return torch.stack(rows, dim=1)
""",
    "two rows": "    return torch.cat([(two[:, None] - b).abs() for two in a.split(2)])\n",
}


def _reference(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return (a[:, None] - b).abs()


@pytest.mark.parametrize("body", RIGHT)
def test_what_takes_a_dimension_at_once_passes(body: str) -> None:
    assert failed(SPEC, _reference, HEAD + body) == []


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_a_loop_fails_by_it_alone(body: str) -> None:
    assert failed(SPEC, _reference, HEAD + body) == ["loops"]


def test_the_sentence_counts_and_names_the_dimension() -> None:
    case = case_of(SPEC, _reference, HEAD + LOOPS["M"])
    with pytest.raises(CheckFailed) as failure:
        loops.test_loops(case)
    assert "M = 64: it loops over M in Python" in failure.value.en
    assert "在 Python 里对 M 做了循环" in failure.value.zh


def test_nothing_is_counted_unless_the_spec_asks(grade: Grade) -> None:
    verdict = grade("mae", model_answer(load_catalogue()["mae"]))
    assert verdict.passed
    assert "loops" not in [check.id for check in verdict.checks]


ROW_BY_ROW = """
import torch

def iou_matrix(a, b):
    rows = []
    for one in a:
        sides = (torch.minimum(one[2:], b[:, 2:]) - torch.maximum(one[:2], b[:, :2])).clamp(min=0)
        shared = sides.prod(dim=1)
        area = (b[:, 2:] - b[:, :2]).prod(dim=1)
        rows.append(shared / ((one[2:] - one[:2]).prod() + area - shared))
    return torch.stack(rows)
"""


def test_a_loop_over_one_set_of_boxes_is_refused_where_the_task_says_so(grade: Grade) -> None:
    verdict = grade("box-iou-matrix", ROW_BY_ROW, explain=True)
    assert [c.id for c in verdict.checks if c.status == "failed"] == ["loops"]
    assert verdict.diagnosis is not None
    assert verdict.diagnosis.mistake == "loop-in-python"


def test_the_statement_says_it_in_both_languages() -> None:
    said = load_catalogue()["box-iou-matrix"].statement
    assert "No loop over `N` or `M` in Python" in said.en
    assert "不能用 Python 循环遍历 `N`、`M`" in said.in_("zh")
