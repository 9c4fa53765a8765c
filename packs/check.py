"""`practice pack check`: the proofs of an exercise, in order, each with what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import torch

from exercises.spec import Spec
from packs import ideas, numbers, pages, verdicts, ways
from packs.crowd import together


class Proof(NamedTuple):
    """One thing that has to hold, and what finds where it does not."""

    name: str
    claim: str
    find: Callable[[Spec], Iterable[str]]


class Found(NamedTuple):
    """What a proof came to: a sentence for each fault, none where it holds."""

    proof: Proof
    faults: list[str]


#: Without the grader: a second or less for an exercise.
QUICK = (
    Proof("languages", "every text is there in both languages", pages.languages),
    Proof("formulas", "every formula can be shown, the same in both languages", pages.formulas),
    Proof("hints", "the hints go from a question to nearly the code", pages.hints),
    Proof("stub", "the stub says what is asked and no more", pages.stub),
    Proof("sizes", "each dimension is 1 once, each two are equal once", pages.sizes),
    Proof("par", "par fits the level and the length of the answer", pages.par),
    Proof("agreement", "answer and oracle agree, values and gradients", numbers.agreement),
    Proof("extremes", "they agree for large inputs", numbers.extremes),
    Proof("slopes", "the gradient is the slope", numbers.slopes),
    Proof("figures", "the worked examples come out as printed", numbers.figures),
    Proof("steps", "the steps are values of the answer", numbers.steps),
    Proof("shown", "the answer runs alone, as it is shown", numbers.shown),
    Proof("untouched", "no input and no random state is changed", numbers.untouched),
    Proof("right ways", "other right ways agree with the oracle", ways.agreeing),
    Proof("ideas", "each wrong idea is another function", ideas.ideas),
)


def graded(seeds: int, explained: int | None = None) -> tuple[Proof, ...]:
    """Those that ask the grader: the answer in so many seeds, and for the whole explanation of so
    many wrong ideas (of all where no number is given)."""
    return (
        Proof("unwritten", "the stub is told to be unwritten", verdicts.unwritten),
        Proof(
            "passes", f"the answer passes in {seeds} seeds", partial(verdicts.passes, seeds=seeds)
        ),
        Proof(
            "named",
            "each wrong idea is rejected and named",
            partial(verdicts.named, in_full=explained),
        ),
        Proof("ways", "other right ways pass, other wrong ones fail", verdicts.ways),
    )


MUTANTS = Proof("mutants", "each small change of the answer is rejected", verdicts.mutated)


def found(spec: Spec, proof: Proof) -> Found:
    """What a proof comes to; one that breaks has not proved anything, and says so."""
    try:
        faults = list(proof.find(spec))
    except Exception as error:
        faults = [f"it broke with {type(error).__name__}: {error}"]
    return Found(proof, faults)


def check(spec: Spec, seeds: int, mutants: bool) -> Iterator[Found]:
    """Every proof of an exercise."""
    torch.set_num_threads(1)  # as in the grader; for small tensors threads only wait for each other
    with together():
        for proof in (*QUICK, *graded(seeds), *([MUTANTS] if mutants else [])):
            yield found(spec, proof)
