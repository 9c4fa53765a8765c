"""A changed line is shown as a person would write it, and reads the same."""

from __future__ import annotations

import ast

import pytest

from grader.explain.edits.tidy import changed_lines

_HEAD = "import torch\nimport torch.nn.functional as F\n\ndef f(x, k):\n"


@pytest.mark.parametrize(
    ("was", "changed", "shown"),
    [
        ("if k > 1: x = 0", "if (-(k)) > 1: x = 0", "if -k > 1: x = 0"),
        ("return x - k", "return ((x) + (k))", "return x + k"),
        ("return x - k * 2", "return (x - k) * 2", "return (x - k) * 2"),
        ("return x.sum(1, keepdim=True)", "return x.sum(1, keepdim=not True)",
         "return x.sum(1, keepdim=False)"),
        ("return x.var(correction=1)", "return x.var(correction=1 - (1))",
         "return x.var(correction=0)"),
        ("return x.log()", "return torch.nn.functional.logsigmoid(x)", "return F.logsigmoid(x)"),
        ("return (x - k).abs()", "return ((x - k))", "return x - k"),
        ("return x[k - 1]", "return x[(k)]", "return x[k]"),
        ("return (x - k) ** 2", "return (x - k) ** (1)", "return (x - k)"),
        ("return x / (k + 1e-8)", "return x / (k + (0.0))", "return x / (k)"),
        ("return x * 10 + k", "return x * 10 - k", "return x * 10 - k"),
    ],
)  # fmt: skip
def test_what_edits_put_around_it_is_left_out(was: str, changed: str, shown: str) -> None:
    before, after = (f"{_HEAD}    {line}\n".encode() for line in (was, changed))
    assert changed_lines(before, after) == [f"    {shown}"]


def test_parentheses_that_are_needed_stay() -> None:
    before = f"{_HEAD}    return x * k + 1\n".encode()
    after = f"{_HEAD}    return x * ((k) + (1))\n".encode()
    (line,) = changed_lines(before, after)
    assert ast.dump(ast.parse(_HEAD + line)) == ast.dump(ast.parse(after))
    assert line == "    return x * (k + 1)"


def test_of_a_line_that_is_taken_out_nothing_is_shown() -> None:
    before = f"{_HEAD}    x = x.abs()\n    return x\n".encode()
    after = f"{_HEAD}    pass\n    return x\n".encode()
    assert changed_lines(before, after) == []
