"""A function in NumPy: how a spec asks for it, and where NumPy is not installed."""

from __future__ import annotations

import pytest

from exercises import libraries
from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from exercises.notation import Unreadable, signature
from exercises.reading import parse_spec
from tests.places import ROOT

GIVEN = {"x": "logits [N, C]", "y": "class-ids of C [N]"}


def test_it_is_a_function_of_arrays() -> None:
    found = signature("numpy f(x, y) -> loss scalar, grad [N, C]", GIVEN)
    assert (found.kind, found.library, found.numpy) == ("function", "numpy", True)
    assert found.call == "f(x, y)"
    assert not signature("def f(x, y) -> scalar", GIVEN).numpy


def test_no_gradient_is_asked_for() -> None:
    with pytest.raises(Unreadable, match="NumPy has none"):
        signature("numpy f(x, y) -> scalar", {**GIVEN, "x": "logits [N, C], gradient wanted"})


def test_it_has_one_list_of_arguments() -> None:
    with pytest.raises(Unreadable, match="only a class has two"):
        signature("numpy f(a)(x, y) -> scalar", {"a": "number in [1, 2]", **GIVEN})


def test_operators_of_torch_are_not_forbidden_there() -> None:
    place = ROOT / "exercises" / "numpy" / "np-softmax-ce.yaml"
    text = place.read_bytes() + b"forbidden: [softmax]\n"
    with pytest.raises(PracticeError, match="PyTorch is out of reach"):
        parse_spec(text, place)


def test_without_numpy_it_is_listed_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "has_numpy", lambda: False)
    specs = load_catalogue()
    assert "np-softmax-ce" in specs
    usable = [spec.id for spec in libraries.usable(specs.values())]
    assert usable == [id_ for id_, spec in specs.items() if not spec.signature.numpy]
    said = libraries.missing(specs["np-softmax-ce"])
    assert said is not None
    assert libraries.INSTALL in said.en
    assert libraries.INSTALL in said.zh
    assert libraries.missing(specs["ce"]) is None
