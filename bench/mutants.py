"""`make mutants`: does the judge tell right from wrong? Prints two tables.

The first grades the corpus of correct and wrong variants in many seeds. The second mutates the
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
from exercises.spec import Spec
from grader.verdict import Request
from packs.crowd import VARIANTS, own_server, variant_files, verdicts
from packs.mutations import mutants, same_function


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("exercises", nargs="*", help="only these")
    parser.add_argument("--seeds", type=int, default=20, help="seeds for the corpus")
    parser.add_argument("--mutant-seeds", type=int, default=2, help="seeds for the mutants")
    asked = parser.parse_args()
    specs = [s for s in load_catalogue().values() if not asked.exercises or s.id in asked.exercises]
    with own_server():
        wrong_verdicts = _corpus(specs, asked.seeds)
        survivors = _mutants(specs, asked.mutant_seeds)
    for line in [*wrong_verdicts, *survivors]:
        print(line)
    return 1 if wrong_verdicts or survivors else 0


def _corpus(specs: Iterable[Spec], seeds: int) -> list[str]:
    print(
        f"{'corpus':<10}{'correct':>9}{'passed':>9}{'wrong':>9}{'rejected':>9}   in {seeds} seeds"
    )
    complaints = []
    for spec in specs:
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


def _mutants(specs: Iterable[Spec], seeds: int) -> list[str]:
    print(f"\n{'mutants':<10}{'made':>9}{'rejected':>9}{'the same':>9}{'survive':>9}{'share':>9}")
    survivors = []
    for spec in specs:
        made = [
            (name, what, text) for name, source in _sources(spec) for what, text in mutants(source)
        ]
        requests = [
            Request(spec.id, text.encode(), "mutant.py", seed, explain=False)
            for _, _, text in made
            for seed in range(seeds)
        ]
        graded = list(verdicts(requests))
        rejected = same = 0
        for number, (name, what, text) in enumerate(made):
            outcomes = {v.outcome for v in graded[number * seeds : (number + 1) * seeds]}
            if outcomes == {"failed"}:
                rejected += 1
            elif same_function(spec, text):
                same += 1
            else:
                survivors.append(f"{spec.id}, {name}, {what}: {sorted(outcomes)}\n{text}")
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
