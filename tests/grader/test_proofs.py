"""Every exercise is proved with the grader: its answer, its wrong ideas, other ways to write it.

The search for the fault takes most of an explanation's time, so here it is asked for on some wrong
ideas of each exercise; all are rejected and named, and `make mutants` explains all of them.
"""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from exercises.spec import Spec
from packs.check import graded
from packs.crowd import together

SPECS = {spec.id: spec for spec in usable(load_catalogue().values())}
#: Wrong ideas of an exercise that are explained in full.
_EXPLAINED = 1


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_what_the_grader_says_of_an_exercise(spec: Spec) -> None:
    with together():
        proofs = graded(seeds=1, explained=_EXPLAINED)
        faults = [f"{proof.name}: {fault}" for proof in proofs for fault in proof.find(spec)]
    assert faults == []
