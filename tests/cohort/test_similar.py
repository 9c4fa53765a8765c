"""A copy under other names stands out; what everybody writes alike does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.model import Submission
from cohort.normal import likeness, shapes
from cohort.similar import similar
from screens.cohort_similar import similar as screen
from tests.places import ROOT

CORPUS = sorted((ROOT / "tests" / "variants" / "ce" / "correct").glob("*.py"))
ORIGINAL = (ROOT / "tests" / "variants" / "ce" / "correct" / "gather.py").read_bytes()
COPY = b'''import torch
from torch import nn

class MyCELoss(nn.Module):
    """Mine."""
    def forward(self, y_pred, y_true):
        # the other order, and other names
        lp = torch.log_softmax(y_pred, dim=1)
        idx = y_true.argmax(dim=1, keepdim=True)
        return -lp.gather(1, idx).mean()
'''


def class_of(*sources: bytes, exercise: str = "ce") -> list[Submission]:
    return [
        Submission(f"l{n}", exercise, source, f"l{n}/{exercise}.py")
        for n, source in enumerate(sources)
    ]


def test_a_copy_under_other_names_in_another_order_stands_out_alone():
    found = similar(class_of(*(file.read_bytes() for file in CORPUS), COPY))
    assert [(p.one.source, p.other.source) for p in found.pairs] == [(ORIGINAL, COPY)]
    assert found.pairs[0].likeness == 1
    assert found.pairs[0].usual < 0.5


def test_what_all_write_alike_and_files_that_are_few_are_passed_over():
    assert similar(class_of(*[ORIGINAL] * 4)).too_few == ["ce"]
    assert similar(class_of(ORIGINAL, COPY)).pairs == []


@pytest.mark.parametrize("source", [b"def", b"\0", b"(" * 5000, b"x = 1"])
def test_what_says_nothing_is_compared_with_nothing(source):
    assert similar(class_of(*[source] * 6)).compared == 0


@given(st.permutations(["a = f(x)", "b = g(y)", "c = h(z)"]))
def test_the_order_of_independent_statements_does_not_matter(order):
    one = shapes("\n".join(["a = f(x)", "b = g(y)", "c = h(z)"]).encode())
    other = shapes("\n".join(order).encode())
    assert one is not None
    assert other is not None
    assert likeness(one, other) == 1


def test_the_order_of_what_builds_on_each_other_does():
    one, other = shapes(b"a = f(x)\nx = a * 2\n"), shapes(b"x = a * 2\na = f(x)\n")
    assert one is not None
    assert other is not None
    assert likeness(one, other) < 1


@pytest.mark.parametrize(("lang", "said"), [("en", "where to look"), ("zh", "可以看哪里")])
@pytest.mark.parametrize("width", [50, 80])
def test_it_is_a_place_to_look_on_every_width(lang, said, width):
    found = similar(class_of(*(file.read_bytes() for file in CORPUS), COPY))
    lines = screen(found, 5, lang, width)
    assert all(line.cell_len <= width for line in lines)
    text = "".join(line.plain for line in lines).replace(" ", "")
    assert said.replace(" ", "") in text
    assert not any(word in text.lower() for word in ("cheat", "plagiar", "抄袭", "作弊"))
