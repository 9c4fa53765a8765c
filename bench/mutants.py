"""`make mutants`: does the judge tell right from wrong? Prints three tables.

The first grades the corpus of correct and wrong variants in many seeds. The second is what
`practice pack check` proves of every exercise with the grader: the answer in several seeds, every
wrong idea rejected, named and explained in full, every other way to write it. The third mutates the
model answer and the document's own form of every loss, one small change at a time, and shows the
share the judge rejects. A mutant that passes is compared with the reference in float64 on many
promised inputs: if values and gradients never differ it is the same function, else it is a
survivor, is listed, and makes this command fail.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from exercises.spec import Spec
from grader.verdict import Request
from packs.check import found, graded
from packs.crowd import VARIANTS, outcomes, own_server, variant_files, verdicts
from packs.mutations import mutants, same_function


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("exercises", nargs="*", help="only these")
    parser.add_argument("--seeds", type=int, default=20, help="seeds for the corpus")
    parser.add_argument("--answer-seeds", type=int, default=5, help="seeds for the answers")
    parser.add_argument("--mutant-seeds", type=int, default=2, help="seeds for the mutants")
    asked = parser.parse_args()
    specs = [
        s
        for s in usable(load_catalogue().values())
        if not asked.exercises or s.id in asked.exercises
    ]
    with own_server():
        wrong_verdicts = _corpus(specs, asked.seeds)
        unproved = _proofs(specs, asked.answer_seeds)
        survivors = _mutants(specs, asked.mutant_seeds)
    for line in [*wrong_verdicts, *unproved, *survivors]:
        print(line)
    return 1 if wrong_verdicts or unproved or survivors else 0


def _corpus(specs: Iterable[Spec], seeds: int) -> list[str]:
    print(
        f"{'corpus':<10}{'correct':>9}{'passed':>9}{'wrong':>9}{'rejected':>9}   in {seeds} seeds"
    )
    complaints = []
    for spec in specs:
        if not variant_files("correct", [spec.id]):
            continue
        counts = []
        for kind, wanted in (("correct", "passed"), ("wrong", "failed")):
            files = variant_files(kind, [spec.id])
            requests = [
                Request(spec.id, path.read_bytes(), path.name, seed, explain=False)
                for path in files
                for seed in range(seeds)
            ]
            right = set()
            bad: set[str] = set()
            for request, verdict in zip(requests, verdicts(requests), strict=True):
                if verdict.outcome == wanted:
                    right.add(request.path)
                else:
                    bad.add(request.path)
                    complaints.append(
                        f"{spec.id}/{kind}/{request.path}, seed {request.seed}: {verdict.outcome}"
                    )
            counts += [len(files), len(right - bad)]
        print(f"{spec.id:<10}" + "".join(f"{count:>9}" for count in counts), flush=True)
    return complaints


def _proofs(specs: Iterable[Spec], seeds: int) -> list[str]:
    proofs = graded(seeds)
    print("\n" + f"{'proofs':<26}" + "".join(f"{proof.name:>11}" for proof in proofs))
    complaints = []
    for spec in specs:
        counts = []
        for proof in proofs:
            faults = found(spec, proof).faults
            counts.append(len(faults))
            complaints += [f"{spec.id}, {proof.name}: {fault}" for fault in faults]
        marks = "".join(f"{f'{count} faults' if count else 'holds':>11}" for count in counts)
        print(f"{spec.id:<26}{marks}", flush=True)
    return complaints


def _mutants(specs: Iterable[Spec], seeds: int) -> list[str]:
    print(f"\n{'mutants':<10}{'made':>9}{'rejected':>9}{'the same':>9}{'survive':>9}{'share':>9}")
    survivors = []
    for spec in specs:
        made = [
            (name, what, text) for name, source in _sources(spec) for what, text in mutants(source)
        ]
        all_outcomes = outcomes(spec.id, [text for _, _, text in made], range(seeds))
        rejected = same = 0
        for (name, what, text), came_to in zip(made, all_outcomes, strict=True):
            if came_to == {"failed"}:
                rejected += 1
            elif same_function(spec, text):
                same += 1
            else:
                survivors.append(f"{spec.id}, {name}, {what}: {sorted(came_to)}\n{text}")
        different = len(made) - same
        share = rejected / different if different else 1.0
        print(
            f"{spec.id:<10}{len(made):>9}{rejected:>9}{same:>9}"
            f"{different - rejected:>9}{share:>9.1%}",
            flush=True,
        )
    return survivors


def _sources(spec: Spec) -> list[tuple[str, str]]:
    document = VARIANTS / spec.id / "correct" / "document.py"
    found = [("model answer", model_answer(spec))]
    if document.exists():
        found.append(("document's form", document.read_text("utf-8")))
    return found


if __name__ == "__main__":
    sys.exit(main())
