"""Says which idea is wrong. Built on a failed verdict, and never able to change it."""

from __future__ import annotations

from grader.case import Case, CheckFailed
from grader.explain import counterexample, mistakes, steps
from grader.explain.probes import probe
from grader.proxy import Gone
from grader.verdict import Diagnosis

#: Failed checks whose own sentence is the explanation: the code gave no numbers to explain.
_NO_NUMBERS = ("loads", "signature", "builtin")
_VALUE_CHECKS = ("result", "figures", "agreement", "parameters")


def diagnose(case: Case, failed_check: str, failure: CheckFailed | None, lang: str) -> Diagnosis:
    """The mistake, the step and the smallest counterexample, as far as they can be shown."""
    if failed_check in _NO_NUMBERS or failure is None:
        return Diagnosis()
    behaviour = mistakes.behaviour(failed_check, failure)
    try:
        probes = probe(case)
        named = mistakes.named(case, probes) if probes else None
        if named is None:
            named = behaviour or mistakes.pattern(case, probes, failed_check)
        # an answer that is no tensor, or of another dtype, may well hold the right value
        known = failure.facts.get("kind") in ("not-a-tensor", "dtype")
        value_is_wrong = failed_check in _VALUE_CHECKS and not known
        step = steps.first_wrong(case, lang) if value_is_wrong else None
        smallest = counterexample.smallest(case, failed_check)
    except Gone:
        probes, named, step, smallest = [], None, None, None
    found = named or behaviour
    return Diagnosis(
        mistake=found.id if found else None,
        text=found.text.in_(lang) if found else None,
        step=step,
        counterexample=smallest,
    )
