"""The corpus itself: every correct variant is right and every wrong one is wrong, as promised.

Proved here without the grader, in this process and from the outside only, so that a grader which
decides otherwise is at fault and not the variant.
"""

import itertools
import math
from functools import cache
from pathlib import Path

import pytest
import torch

from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader.inputs import cast, draw, generator, large_sizes
from grader.ranges import STEPS, companies, extreme, reaching, through_probabilities
from grader.ties import TIES, corner_at_zero, tied
from tests.variants.plain import Functions

SPECS = load_catalogue()
HERE = Path(__file__).parent
CORRECT = sorted(HERE.glob("*/correct/*.py"))
WRONG = sorted(HERE.glob("*/wrong/*.py"))
DTYPES = (torch.float32, torch.float64)


def each(paths: list[Path]):
    return pytest.mark.parametrize(
        "path", paths, ids=[f"{p.parent.parent.name}/{p.stem}" for p in paths]
    )


@pytest.fixture(autouse=True)
def _same_settings_afterwards():
    yield
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)


def spec_of(path: Path) -> Spec:
    return SPECS[path.parent.parent.name]


def built(path: Path, init: dict):
    """A new object of the learner's class."""
    names: dict = {"__name__": "learner"}
    exec(compile(path.read_bytes(), str(path), "exec"), names)
    return names[spec_of(path).signature.name](**init)


def settings(spec: Spec) -> list[dict]:
    """Every value of every parameter, each beside two values of every other."""
    parameters = spec.signature.init
    turns = range(2 * max(len(p.values) for p in parameters)) if parameters else [0]
    return [
        {
            p.name: p.values[(turn + place * (turn // len(p.values))) % len(p.values)]
            for place, p in enumerate(parameters)
        }
        for turn in turns
    ]


def called(function, values: dict, init: dict | None = None):
    """Value and gradient with respect to y_pred; the inputs stay as they are."""
    values = {name: value.clone() for name, value in values.items()}
    values["y_pred"].requires_grad_()
    result = function(*values.values(), **(init or {}))
    (gradient,) = torch.autograd.grad(result, values["y_pred"])
    return result.detach(), gradient


@cache
def functions(id_: str) -> Functions:
    """Made once an exercise: each of its wrong ideas is compiled on the way."""
    return Functions(SPECS[id_])


def expected(spec: Spec, values: dict, init: dict):
    return called(functions(spec.id).reference, cast(values, torch.float64), init)


def oracle(spec: Spec, values: dict, init: dict):
    return called(functions(spec.id).oracle, cast(values, torch.float64), init)


def close(got: torch.Tensor, right: torch.Tensor, scale: float = 1.0) -> bool:
    """Within 1e-5 of the size of the terms: above float32's rounding, below any mistake."""
    error = (got.double() - right).abs()
    return bool((error <= 1e-5 * (scale + right.abs())).all())  # False for NaN


@each(CORRECT)
def test_a_correct_variant_is_right(path):
    spec = spec_of(path)
    for init, (index, dims), seed in itertools.product(
        settings(spec), enumerate(spec.sizes), range(2)
    ):
        values = draw(spec, dims, generator(seed, path.stem, index))
        right, right_gradient = oracle(spec, values, init)
        for dtype in DTYPES:
            got, gradient = called(built(path, init), cast(values, dtype))
            assert got.shape == ()
            assert got.dtype == dtype
            assert close(got, right)
            assert close(gradient, right_gradient, float(right_gradient.abs().max()))


@each(CORRECT)
def test_a_correct_variant_is_right_at_extremes_where_that_is_asked(path):
    spec = spec_of(path)
    if spec.check("stability").level == "edge":
        pytest.skip("overflow is only reported for this exercise")
    for dims, dtype in itertools.product(spec.sizes, DTYPES):
        values = extreme(spec, dims, 1e4, generator(0, path.stem, dims))
        got, gradient = called(built(path, {}), cast(values, dtype))
        right, right_gradient = oracle(spec, values, {})
        assert close(got, right, scale=1e4)
        assert gradient.isfinite().all()
        # exp() of numbers near 1e4 carries their rounding, 5e-4, into a probability
        assert (gradient.double() - right_gradient).abs().max() <= 1e-3 * max(
            1.0, float(right_gradient.abs().max())
        )


@pytest.mark.parametrize("id_", ["mae", "mse", "ce", "bce", "kl", "focal"])
def test_the_document_s_own_code_gives_every_printed_digit(id_):
    spec = SPECS[id_]
    path = HERE / spec.id / "correct" / "document.py"
    for fixture in spec.examples:
        inputs = {n: torch.tensor(v, dtype=torch.float32) for n, v in fixture.inputs.items()}
        got = built(path, fixture.init)(**inputs)
        assert got.item() == fixture.gives


def faults(path: Path):
    """What can be seen to be wrong with a variant. Lazy: one fault is enough."""
    spec = spec_of(path)
    cases = [
        (init, draw(spec, dims, generator(0, path.stem, dims)))
        for init, dims in itertools.product(settings(spec), spec.sizes)
    ]
    yield from settings_left_behind(path, *cases[0])
    answers = [expected(spec, values, init) for init, values in cases]
    for ((init, values), answer), dtype in itertools.product(
        zip(cases, answers, strict=True), DTYPES
    ):
        try:
            got, gradient = called(built(path, init), cast(values, dtype))
        except Exception as error:
            yield f"raises or returns no tensor with a gradient: {error!r}"
            return
        right, right_gradient = answer
        if got.shape != () or got.dtype != dtype:
            yield "shape or dtype"
            return
        if not close(got, right):
            yield f"value {got} for {right}"
        if not close(gradient, right_gradient, float(right_gradient.abs().max())):
            yield "gradient"
    yield from faults_besides_the_answer(path, spec, cases)
    yield from faults_further_out(path, spec)
    yield from faults_where_entries_are_equal(path, spec)
    yield from faults_of_size(path, spec)
    yield from parameters_in_a_narrower_dtype(path, spec, cases)
    if spec.check("stability").level is None:
        for dims, seed in itertools.product(spec.sizes, range(3)):
            values = extreme(spec, dims, 1e4, generator(seed, path.stem, dims))
            got, _ = called(built(path, {}), cast(values, torch.float32))
            if not close(got, expected(spec, values, {})[0], scale=1e4):
                yield f"value {got} at extremes"


def faults_further_out(path: Path, spec: Spec):
    """In float64, on the easy side of a loss and on the hard one, each compared with its size; a
    guard of 1e-10 in a logarithm is a choice where probabilities may be used."""
    init = spec.examples[0].init
    for size, pattern, dims in itertools.product(
        STEPS, ("agreeing", "opposed", "mixed"), spec.sizes
    ):
        values = reaching(spec, dims, size, pattern, generator(0, path.stem, dims, size))
        guard = 1e-10 * math.exp(size) if through_probabilities(spec) else 0.0
        answers = zip(
            called(built(path, init), values), expected(spec, values, init), (size, 1), strict=True
        )
        for got, right, unit in answers:
            allowed = 1e-8 + (1e-4 + guard / unit) * right.abs().max()
            if not bool(((got - right).abs() <= allowed).all()):
                yield f"{got} for {right} at about {size}"


def faults_where_entries_are_equal(path: Path, spec: Spec):
    """At a corner any slope between those on both sides is right; nan is not. A stable form of a
    loss of logits and binary labels may have a corner at 0 that the loss has not."""
    init = spec.examples[0].init
    for tie, dims, seed in itertools.product(TIES, spec.sizes, range(2)):
        values = tied(spec, dims, tie, generator(seed, path.stem, tie, dims))
        got, gradient = called(built(path, init), values)
        if not close(got, expected(spec, values, init)[0], 20.0):
            yield f"value {got} where entries are equal"
        step = torch.full_like(values["y_pred"], 1e-9)
        if corner_at_zero(spec, spec.signature.argument("y_pred")):
            step[values["y_pred"] == 0] = 20.0
        sides = [
            expected(spec, {**values, "y_pred": values["y_pred"] + side}, init)[1]
            for side in (-step, step)
        ]
        low, high = torch.minimum(*sides), torch.maximum(*sides)
        room = 1e-5 * (1 / low.numel() + float(torch.maximum(low.abs(), high.abs()).max()))
        if not bool(((gradient >= low - room) & (gradient <= high + room)).all()):
            yield "gradient where entries are equal"


def faults_of_size(path: Path, spec: Spec):
    """Large batches, many classes, and large values that are close to each other."""
    init = spec.examples[0].init
    single, joint = large_sizes(spec)
    for dims in [*single, *([joint] if joint else [])]:
        values = draw(spec, dims, generator(0, path.stem, "large", dims))
        if joint == dims and b"for " in path.read_bytes():
            continue  # it goes over elements one by one: half a minute
        if not close(called(built(path, init), values)[0], expected(spec, values, init)[0]):
            yield f"value for {dims}"
    for company, dims in itertools.product(companies(spec)[1:], spec.sizes):
        values = extreme(spec, dims, 1e4, generator(0, path.stem, company, dims), company)
        got, _ = called(built(path, init), cast(values, torch.float32))
        right = expected(spec, values, init)[0]
        if company == "close" and not bool((got.double() - right).abs() <= 5e-3 + 0.01 * right):
            yield f"value {got} for {right}, large and close"


def parameters_in_a_narrower_dtype(path: Path, spec: Spec, cases: list):
    for parameter, (init, values) in itertools.product(spec.signature.init, cases):
        small = 1e-9
        moved = {**init, parameter.name: init[parameter.name] + small}
        right = expected(spec, values, moved)[0] - expected(spec, values, init)[0]
        there, here = built(path, moved), built(path, init)
        # plain numbers become torch's default dtype, which is no fault of the code's
        torch.set_default_dtype(torch.float64)
        got = there(*values.values()) - here(*values.values())
        torch.set_default_dtype(torch.float32)
        if abs(got - right) > 0.1 * abs(right) + 1e-5 * small:
            yield f"{parameter.name} is narrower than float64"


def settings_left_behind(path: Path, init: dict, values: dict):
    torch.manual_seed(20240229)
    random, dtype = torch.get_rng_state(), torch.get_default_dtype()
    built(path, init)(*(value.clone() for value in values.values()))
    if not torch.is_grad_enabled():
        torch.set_grad_enabled(True)
        yield "gradients are off"
    if torch.get_default_dtype() != dtype:
        yield "default dtype"
    if not torch.equal(torch.get_rng_state(), random):
        yield "random generator"


def faults_besides_the_answer(path: Path, spec: Spec, cases: list):
    for init, values in cases:
        passed = {name: value.clone() for name, value in values.items()}
        passed["y_pred"].requires_grad_()
        loss = built(path, init)
        first = loss(*passed.values())
        if any(not torch.equal(passed[name], values[name]) for name in values):
            yield "changes its inputs"
        if not torch.equal(loss(*(v.clone() for v in values.values())), first):
            yield "another answer the second time"
        small = 1e-9
        _, slope = expected(spec, values, init)
        moved = {**values, "y_pred": values["y_pred"] + small * slope.sign()}
        change = (loss(*moved.values()) - loss(*values.values())) / small
        if abs(change - slope.abs().sum()) > 0.1 * slope.abs().sum():
            yield "float64 is not computed in float64"
    other = built(path, cases[0][0])
    for init, values in cases:
        if init == cases[0][0] and not close(
            other(*values.values()), expected(spec, values, init)[0]
        ):
            yield "another answer for other inputs"


@each(WRONG)
def test_a_wrong_variant_is_wrong(path):
    fault = next(faults(path), None)
    assert fault, "nothing wrong was found"


@each(CORRECT)
def test_a_correct_variant_has_no_fault(path):
    assert next(faults(path), None) is None


@each(CORRECT + WRONG)
def test_every_variant_says_in_one_line_what_it_is(path):
    first, second, *_ = path.read_text("utf-8").splitlines()
    assert first.startswith("# ")
    assert first.endswith(".")
    assert not second.startswith("#")


@pytest.mark.parametrize("id_", sorted({p.parent.parent.name for p in CORRECT + WRONG}))
def test_there_are_enough_of_both(id_):
    assert len([p for p in CORRECT if p.parent.parent.name == id_]) >= 10
    assert len([p for p in WRONG if p.parent.parent.name == id_]) >= 24
