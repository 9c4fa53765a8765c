"""What the judge says of an exercise's own files: each verdict is the real grader's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial

from exercises.answer import mistakes, model_answer
from exercises.spec import LANGUAGES, Spec
from exercises.stub import stub_source
from grader.verdict import Explain, Request
from packs.crowd import outcomes, verdicts
from packs.mutations import mutants, same_function
from packs.ways import sections
from packs.wrong_files import mistaken_file

Faults = Iterator[str]
_SEED = 1


def unwritten(spec: Spec) -> Faults:
    """The stub is told to be not written yet."""
    texts = [stub_source(spec, lang) for lang in LANGUAGES]
    for lang, verdict in zip(LANGUAGES, verdicts(_requests(spec, texts)), strict=True):
        if not verdict.unwritten:
            yield f"the stub ({lang}) is not told to be unwritten but {verdict.outcome}"


def passes(spec: Spec, seeds: int) -> Faults:
    """The answer passes every check, edges too, whatever is drawn."""
    text = model_answer(spec)
    requests = [
        Request(spec.id, text.encode(), f"{spec.id}.py", seed, explain=False)
        for seed in range(_SEED, seeds + _SEED)
    ]
    for request, verdict in zip(requests, verdicts(requests), strict=True):
        bad = [f"{c.id}: {c.message}" for c in verdict.checks if c.status != "passed"]
        if verdict.outcome != "passed" or bad:
            yield f"seed {request.seed}: {verdict.outcome} {verdict.error or ''} {'; '.join(bad)}"


def named(spec: Spec, in_full: int | None = None) -> Faults:
    """Every wrong idea is rejected and called by its name, where so many are explained in full (all
    where no number is given) and the others as far as their name: the search for the fault takes
    most of the time and must not break, but the name does not depend on it."""
    said = mistakes(spec)
    names = sorted(said, key=partial(_turn, spec.id))
    full = len(names) if in_full is None else in_full
    requests = [
        _request(spec, mistaken_file(spec, name), True if number < full else "idea")
        for number, name in enumerate(names)
    ]
    for name, verdict in zip(names, verdicts(requests), strict=True):
        sentence = said[name]
        if verdict.outcome != "failed":
            yield f"{name}: {verdict.outcome} {verdict.error or ''}"
        elif verdict.note:
            yield f"{name}: {verdict.note}"
        elif (verdict.diagnosis.mistake, verdict.diagnosis.text) != (name, sentence.en):
            failed = [c.id for c in verdict.checks if c.status == "failed"]
            yield f"{name} is called {verdict.diagnosis.mistake} (failed: {', '.join(failed)})"


def _turn(exercise: str, idea: str) -> bytes:
    """The place of an idea in an order that depends on nothing else than its name."""
    return hashlib.sha256(f"{exercise}/{idea}".encode()).digest()


def ways(spec: Spec) -> Faults:
    """Other ways to write it pass, other wrong ones fail: sections `# --- TITLE` of a file each."""
    for folder, wanted in (("right", "passed"), ("wrong", "failed")):
        found = sections(folder, spec)
        requests = _requests(spec, [text for _, text in found])
        for (title, _), verdict in zip(found, verdicts(requests), strict=True):
            if verdict.outcome != wanted:
                bad = [f"{c.id}: {c.message}" for c in verdict.checks if c.status == "failed"]
                yield f"{folder}, {title}: {verdict.outcome} {verdict.error or '; '.join(bad)}"


def mutated(spec: Spec, seeds: int = 2) -> Faults:
    """Every small change of the answer is rejected, or is the same function."""
    made = list(mutants(model_answer(spec)))
    found = outcomes(spec.id, [text for _, text in made], range(_SEED, seeds + _SEED))
    for (what, text), came_to in zip(made, found, strict=True):
        if came_to != {"failed"} and not same_function(spec, text):
            yield f"{what}: {', '.join(sorted(came_to))}"


def _requests(spec: Spec, texts: Iterable[str]) -> list[Request]:
    return [_request(spec, text) for text in texts]


def _request(spec: Spec, text: str, explain: Explain = False) -> Request:
    return Request(spec.id, text.encode(), f"{spec.module}.py", _SEED, explain=explain)
