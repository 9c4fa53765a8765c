"""The first grade has to load torch: whoever waits at a terminal is told so, nobody else."""

from __future__ import annotations

import pytest

from tests.e2e.terminals import Typing
from tests.e2e.test_faults import RIGHT

WITHOUT_SERVER = {"PRACTICE_NO_SERVER": "1"}


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Starting the grader"), ("zh", "正在启动评分器")]
)
def test_a_cold_grade_says_so_before_the_verdict_and_takes_it_back(learner, lang, said):
    learner.writes("mae", RIGHT)
    learner.environment |= WITHOUT_SERVER
    typing = Typing(learner, "grade", "mae", "--lang", lang)
    try:
        assert "mae" not in typing.reads(said), "the verdict came before the word that it is coming"
        code, shown = typing.ends()
    finally:
        typing.close()
    assert code == 0
    assert "mae" in shown


def test_a_pipe_gets_the_verdict_and_nothing_else(learner):
    learner.writes("mae", RIGHT)
    ran = learner.types("grade", "mae", env=WITHOUT_SERVER)
    assert (ran.code, ran.err) == (0, "")
    assert "Starting" not in ran.out
