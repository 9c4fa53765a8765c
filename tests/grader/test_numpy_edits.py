"""The search for the fault writes NumPy in a file that is written in it."""

from __future__ import annotations

import ast

from grader.explain.edits import edits

SOURCE = b"""
import numpy as np

def loss(x, y):
    z = np.exp(x - x.max(axis=1))
    p = z / z.sum(axis=0, keepdims=True)
    return -np.log(p).var(axis=1)
"""


def test_every_edit_is_a_program_without_torch() -> None:
    found = [edit.applied(SOURCE).decode() for edit in edits(SOURCE)]
    assert len(found) > 100
    for text in found:
        ast.parse(text)
        assert "torch" not in text
        assert "keepdim=" not in text
        assert "dim=" not in text.replace("keepdims=", "")


def test_what_is_usual_in_numpy_is_among_them() -> None:
    found = [edit.applied(SOURCE).decode() for edit in edits(SOURCE)]
    for written in (
        "x.max(axis=1, keepdims=True)", "z.sum(axis=1, keepdims=True)",
        "z.sum(axis=0, keepdims=not",
        "var(axis=1, ddof=1)", "(np.log(p)).std(axis=1)", "np.expm1", "np.log2(", "np.sqrt(",
    ):  # fmt: skip
        assert any(written in text for text in found), written


def test_a_file_in_torch_is_edited_as_before() -> None:
    source = SOURCE.replace(b"import numpy as np", b"import torch\nimport numpy as np")
    assert any("torch.log" in edit.applied(source).decode() for edit in edits(source))
