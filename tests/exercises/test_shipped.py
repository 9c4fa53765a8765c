"""The exercises that come with the package, beyond what `practice pack check` proves of each."""

import re
from hashlib import blake2b
from pathlib import Path

import pytest

from exercises.catalogue import load_catalogue
from exercises.questions import load_questions
from packs.pages import texts

SPECS = load_catalogue()
each_exercise = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())


@each_exercise
def test_forbidden_operators_exist(spec):
    import torch

    from grader.candidate.ready_made import FUNCTIONS

    operators = [name for name in spec.forbidden if name not in FUNCTIONS]
    assert [name for name in operators if not hasattr(torch.ops.aten, name)] == []


def runs_of_chinese(text: str, length: int = 12):
    """Every stretch of `length` Chinese characters, whatever stands between them."""
    characters = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    return {characters[i : i + length] for i in range(len(characters) - length + 1)}


@each_exercise
def test_no_sentence_is_taken_from_the_document(spec):
    """`source-digests.txt` holds a digest of every twelve Chinese characters of the document."""
    digests = set((Path(__file__).parent / "source-digests.txt").read_text("ascii").split())
    assert len(digests) > 1000
    for name, text in texts(spec):
        taken = [
            run
            for run in runs_of_chinese(text.zh)
            if blake2b(run.encode(), digest_size=5).hexdigest() in digests
        ]
        assert taken == [], name


def test_no_question_has_the_name_of_an_exercise():
    """An exam, a plan and the screens look both up by their id alone."""
    assert set(SPECS) & {question.id for question in load_questions().values()} == set()
