"""Which lines do the same: names aside, wherever they stand, and each one once."""

from __future__ import annotations

import pytest

from cohort.matching import Match, matches

ONE = b"""
import torch

class A:
    '''Mine.'''
    def forward(self, x, y):
        a = x.exp(
        )
        b = y.log()
        return a / b
"""
OTHER = b"""class B:
    def forward(self, p, q):
        v = q.log()  # first
        u = p.exp()
        if u is None:
            return v
        return u / v
"""


def test_what_was_renamed_and_moved_is_found_with_all_its_lines():
    assert matches(ONE, OTHER) == [
        Match((4, 4), (1, 1)),
        Match((6, 6), (2, 2)),
        Match((7, 8), (4, 4)),
        Match((9, 9), (3, 3)),
        Match((10, 10), (7, 7)),
    ]


def test_a_line_that_is_there_twice_matches_two_and_no_third():
    found = matches(b"a = f(x)\nb = f(x)\nc = f(x)\n", b"p = f(x)\nq = f(x)\n")
    assert len(found) == len({m.other for m in found}) == 2


def test_what_is_called_is_no_name_of_the_learners():
    assert matches(b"a = torch.exp(x)\n", b"b = torch.log(x)\n") == []


@pytest.mark.parametrize("source", [b"def", b"\0", b"(" * 5000])
def test_what_is_no_python_matches_nothing(source):
    assert matches(source, ONE) == matches(ONE, source) == []


@pytest.mark.parametrize(
    "block",
    [
        b"try:\n    a = f(x)\nexcept E:\n    a = g(x)\nfinally:\n    h(a)\n",
        b"match x:\n    case 1:\n        a = f(x)\n    case _:\n        a = g(x)\n",
        b"for i in x:\n    a = f(i)\nelse:\n    a = g(x)\n",
        b"def f(x): return x\n",
        b"@g\n@h(1)\ndef f(x):\n    return x\n",
    ],
)
def test_every_statement_in_a_block_matches_itself(block):
    found = matches(block, block)
    assert all(m.one == m.other for m in found)
    lines = {line for m in found for line in range(m.one[0], m.one[1] + 1)}
    said = block.decode().splitlines()
    bare = {n for n, text in enumerate(said, 1) if text.strip() in ("else:", "finally:")}
    heads = {n for n, text in enumerate(said, 1) if text.strip().startswith(("except", "case"))}
    assert lines >= set(range(1, len(said) + 1)) - bare - heads
