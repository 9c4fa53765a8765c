"""`make mutants`: does the judge tell right from wrong? Prints two tables.

The first grades the corpus of correct and wrong variants in many seeds. The second mutates the
model answer and the document's own form of every loss, one small change at a time, and shows the
share the judge rejects. A mutant that passes is compared with the reference in float64 on many
promised inputs: if values and gradients never differ it is the same function, else it is a
survivor, is listed, and makes this command fail.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable
from typing import Any

from bench.crowd import VARIANTS, own_server, variant_files, verdicts
from bench.mutations import mutants
from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader.verdict import Request


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
            elif _same_function(spec, text):
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
    solution = importlib.import_module(f"solutions.{spec.module}")
    document = VARIANTS / spec.id / "correct" / "document.py"
    return [("model answer", solution.SOURCE), ("document's form", document.read_text("utf-8"))]


def _same_function(spec: Spec, text: str, inputs_to_try: int = 200) -> bool:
    """Whether values and gradients equal the reference's on promised inputs, in float64."""
    import torch

    from grader import inputs
    from grader.case import gradients_of

    solution = importlib.import_module(f"solutions.{spec.module}")
    scope: dict[str, Any] = {}
    exec(compile(text, "mutant.py", "exec"), scope)
    wanted = tuple(a.name for a in spec.signature.arguments if a.grad)
    settings = [
        {p.name: p.values[n % len(p.values)] for p in spec.signature.init} for n in range(7)
    ]

    def mutant(*arguments: torch.Tensor, **init: Any) -> torch.Tensor:
        result: torch.Tensor = scope[spec.signature.name](**init)(*arguments)
        return result

    for number in range(inputs_to_try):
        dims = spec.sizes[number % len(spec.sizes)]
        random = inputs.generator(number, spec.id, "equivalence")
        values = inputs.draw(spec, dims, random)
        init = settings[number % len(settings)]
        one, one_gradients = gradients_of(mutant, values, init, wanted)
        other, other_gradients = gradients_of(solution.reference, values, init, wanted)
        if one.shape != other.shape or not torch.allclose(one, other, rtol=1e-11, atol=1e-12):
            return False
        for name in wanted:
            if not torch.allclose(
                one_gradients[name], other_gradients[name], rtol=1e-10, atol=1e-12
            ):
                return False
    return True


if __name__ == "__main__":
    sys.exit(main())
