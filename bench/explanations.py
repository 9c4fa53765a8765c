"""`make explanations`: writes docs/explanations.md, a row for every wrong variant we know.

Was it rejected, by which check, and what was the learner told? The table is made by grading, so
it cannot say what the program does not do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from exercises.answer import mistakes
from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader.verdict import Request, Verdict
from packs.crowd import ROOT, own_server, variant_files, verdicts
from packs.wrong_files import mistaken_file

TARGET = ROOT / "docs" / "explanations.md"
SEED = 7


def main() -> int:
    specs = list(load_catalogue().values())
    lines = []
    totals = [0, 0, 0, 0]
    with own_server():
        for spec in specs:
            requests = list(_requests(spec))
            graded = list(zip(requests, verdicts(requests), strict=True))
            counts = [
                len(graded),
                sum(v.outcome == "failed" for _, v in graded),
                sum(v.diagnosis.mistake is not None for _, v in graded),
                sum(bool(v.diagnosis.mistake or v.diagnosis.step) for _, v in graded),
            ]
            totals = [a + b for a, b in zip(totals, counts, strict=True)]
            lines += _section(spec, graded, counts)
            print(f"{spec.id}: {counts}", flush=True)
    TARGET.write_text("\n".join([*_head(totals), *lines]) + "\n", encoding="utf-8")
    print(f"Wrote {TARGET.relative_to(ROOT)}: {_share(totals)} explained.")
    return 0 if totals[0] == totals[1] else 1


def _requests(spec: Spec) -> Iterator[Request]:
    for mistake in mistakes(spec):
        source = mistaken_file(spec, mistake).encode()
        yield Request(spec.id, source, f"known: {mistake}", SEED)
    for path in variant_files("wrong", [spec.id]):
        yield Request(spec.id, path.read_bytes(), path.stem, SEED)


def _share(counts: list[int]) -> str:
    return f"{counts[3]} of {counts[0]} ({counts[3] / counts[0]:.1%})"


def _head(totals: list[int]) -> list[str]:
    return [
        "# What a learner is told",
        "",
        "Made by `make explanations`; do not edit. Every known wrong variant of every exercise",
        "(its named mistakes as code, and the corpus in `tests/variants`), graded with seed",
        f"{SEED}: whether it was rejected, by which check, and the explanation that was given. A",
        "mistake is named only when it reproduces the learner's numbers, or when it is what a",
        "check saw happen; a step is the last one the learner's values reached.",
        "",
        f"Of {totals[0]} variants {totals[1]} were rejected, {totals[2]} got a named mistake, and",
        f"{_share(totals)} a named mistake or a located step.",
        "",
    ]


def _section(spec: Spec, graded: list[tuple[Request, Verdict]], counts: list[int]) -> list[str]:
    return [
        f"## {spec.id}",
        "",
        f"Rejected {counts[1]} of {counts[0]}; explained {_share(counts)}.",
        "",
        "| variant | rejected by | mistake | last step reached |",
        "| --- | --- | --- | --- |",
        *(_row(request, verdict) for request, verdict in graded),
        "",
    ]


def _row(request: Request, verdict: Verdict) -> str:
    first = next((c.id for c in verdict.checks if c.status == "failed" and c.level == "core"), "")
    step = verdict.diagnosis.step
    return " | ".join(
        [
            f"| {Path(request.path).name}",
            first if verdict.outcome == "failed" else f"**{verdict.outcome}**",
            verdict.diagnosis.mistake or "",
            f"{step.name} |" if step else " |",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
