"""Says which idea is wrong. Built on a failed verdict, and never able to change it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from grader import tolerance
from grader.calls import Call, as_one
from grader.case import Case
from grader.explain import (
    borne_out,
    breaks,
    counterexample,
    digits,
    memory,
    mistakes,
    patterns,
    properties,
    repair,
    steps,
)
from grader.explain.ideas import ALWAYS_NAN, MEMORISED, ONLY_THERE, OVERFLOWS, SATURATES, Named
from grader.explain.probes import probe
from grader.failure import CheckFailed
from grader.verdict import Diagnosis
from grader.watch import Gone

#: Failed checks whose own sentence is the explanation: the code gave no numbers to explain.
_NO_NUMBERS = ("loads", "signature", "builtin")
#: Where the value or the gradient is wrong at ordinary inputs, or there is none.
_REPAIRED = ("result", "figures", "agreement", "parameters", "gradient", "frozen")
#: Where ordinary inputs are right and the value is wrong at others: a bound, a small number or
#: another function is looked for that puts it right there, and nothing else.
_FAR = ("stability", "reach", "corners")
#: The kinds of change that a failed check points to.
_LIKELY = {"frozen": frozenset({"uncut"})} | dict.fromkeys(
    _FAR, frozenset({"extra", "constant", "function"})
)
#: What is said better with the line it begins on.
_UNPLACED = (ALWAYS_NAN, OVERFLOWS, SATURATES)
_VALUE_CHECKS = ("result", "figures", "agreement", "parameters")


def idea(case: Case, failed_check: str, failure: CheckFailed | None, lang: str) -> Diagnosis:
    """What is wrong by name alone, as :func:`diagnose` finds it before it searches the code."""
    if failed_check in _NO_NUMBERS or failure is None:
        return Diagnosis()
    found = None
    with suppress(Gone):
        found = patterns.behaviour(case, failed_check, failure)
        _, found = _named(case, failed_check, found)
    if found is None:
        return Diagnosis()
    return Diagnosis(mistake=found.id, text=found.text.in_(lang))


def _named(
    case: Case, failed_check: str, behaviour: Named | None
) -> tuple[Named | None, Named | None]:
    """The exercise's own or a general idea that gives the learner's numbers; and that or whatever
    else can be named."""
    probes = probe(case)
    known = mistakes.named(case, probes) if probes else None
    return known, known or behaviour or patterns.pattern(case, probes, failed_check)


def diagnose(
    case: Case, failed_check: str, failure: CheckFailed | None, lang: str, source: bytes
) -> Diagnosis:
    """The mistake, the step and the smallest counterexample, as far as they can be shown."""
    if failed_check in _NO_NUMBERS or failure is None:
        return Diagnosis()
    behaviour = None
    try:
        behaviour = patterns.behaviour(case, failed_check, failure)
        known_idea, named = _named(case, failed_check, behaviour)
        # an answer that is no tensor, or of another dtype, may well hold the right value
        known = failure.facts.get("kind") in ("not-a-tensor", "dtype")
        value_is_wrong = failed_check in _VALUE_CHECKS and not known
        by_hand = failed_check == "gradient" and case.spec.signature.kind == "autograd"
        step = steps.first_wrong(case, lang) if value_is_wrong or by_hand else None
        smallest = counterexample.smallest(case, failed_check)
    except Gone:
        known_idea, named, step, smallest = None, None, None, None
    fault, tried = None, 0
    far = failed_check in _FAR
    failed = [] if not far else _wrong_values(case, failure)
    if failed_check in _REPAIRED or failed:
        with suppress(Gone):  # a change may loop for ever: then nothing is said
            likely = _LIKELY.get(failed_check, frozenset())
            short = known_idea is not None or far
            fault, tried = repair.repair(case, source, lang, step, short, likely, failed)
    nothing = named in (None, MEMORISED) and fault is None
    placed = lacks = None
    if named in _UNPLACED or nothing:
        with suppress(Gone):
            placed = _placed(case, failed_check, failure)
    if placed is None and nothing and value_is_wrong:
        with suppress(Gone):
            init = next((call.init for call in _wrong_values(case, failure)), None)
            lacks = properties.property_of(case, failed_check, init)
    if placed is not None:
        named = Named(named.id if named and not nothing else placed.id, placed.text)
    elif named is MEMORISED and (fault is not None or lacks is not None):
        named = None  # only a guess, and here is what it is
    found = named or behaviour or lacks
    if found is None and fault is None and failed_check in ONLY_THERE:
        with suppress(Gone):
            if borne_out.borne_out(case, failed_check, failure):
                found = ONLY_THERE[failed_check]
    return Diagnosis(
        mistake=found.id if found else None,
        text=found.text.in_(lang) if found else None,
        observed=found is not None and found is lacks,
        step=step,
        repair=fault,
        tried=tried,
        counterexample=smallest,
    )


def _placed(case: Case, failed_check: str, failure: CheckFailed) -> Named | None:
    """The line at which a computation breaks down: in inf or nan, in lost digits, in memory."""
    if failed_check == "memory":
        return memory.located(case)
    placed = breaks.located(case, failure) or digits.located(case, failure)
    return placed or (digits.of_gradient(case, failure) if failed_check == "gradient" else None)


def _wrong_values(case: Case, failure: CheckFailed) -> list[Call]:
    """The first call of the failed check that gave a wrong value, without its gradients."""
    for call, answer in failure.asked:
        right = as_one(case.expected(call.arguments, call.init))
        got = answer.value
        if got is not None and not tolerance.close(got.double(), right):
            return [replace(call, gradient=(), cotangents=())]
    return []
