"""Every exercise is proved with the grader: its answer, its wrong ideas, other ways to write it."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from exercises.spec import Spec
from packs.check import Proof, graded

SPECS = {spec.id: spec for spec in usable(load_catalogue().values())}


@pytest.mark.parametrize("proof", graded(seeds=1), ids=lambda proof: proof.name)
@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_what_the_grader_says_of_an_exercise(spec: Spec, proof: Proof) -> None:
    assert list(proof.find(spec)) == []
