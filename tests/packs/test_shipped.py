"""Every exercise that comes with the package is proved, as `practice pack check` proves one."""

from __future__ import annotations

import pytest

from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from exercises.spec import Spec
from packs.check import QUICK, Proof

SPECS = {spec.id: spec for spec in usable(load_catalogue().values())}


@pytest.mark.parametrize("proof", QUICK, ids=lambda proof: proof.name)
@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_what_has_to_hold_of_an_exercise_holds(spec: Spec, proof: Proof) -> None:
    assert list(proof.find(spec)) == []
