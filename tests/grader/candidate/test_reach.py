"""What a candidate may reach of torch is a list: honest code needs no more, and no less is shut."""

from __future__ import annotations

import pytest

from tests.grader.candidate.conftest import Inside
from tests.grader.candidate.honest import HONEST


@pytest.mark.parametrize("what", HONEST)
def test_honest_code_needs_no_more_than_the_list(inside: Inside, what: str) -> None:
    assert inside(HONEST[what]) is True
