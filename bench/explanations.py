"""`make explanations`: writes docs/explanations.md, what is told about every wrong file we know.

The files are those of `tests/variants` and `tests/ways`: code as learners write it, not the wrong
ideas of the solutions, which are known by name. The table is made by grading, so it cannot say what
the program does not do. Exercises that are named (`python -m bench.explanations ce gae`) are shown
in the terminal, and nothing is written.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from exercises.catalogue import SHIPPED, load_catalogue
from exercises.spec import Spec
from grader.verdict import Request, Verdict
from packs.crowd import ROOT, own_server, variant_files, verdicts
from packs.ways import sections

TARGET = ROOT / "docs" / "explanations.md"
SEED = 7
#: At least so much of the known files is explained in one way or another.
WANTED = 0.98


class Told(NamedTuple):
    """One wrong file, and what was said of it."""

    exercise: str
    file: str
    verdict: Verdict

    @property
    def kinds(self) -> set[str]:
        """In which ways it was explained."""
        found = self.verdict.diagnosis
        kinds = set()
        if self.verdict.outcome != "failed":
            return {"passed"}
        if found.mistake:
            kinds.add("property" if found.observed else "named")
        if found.repair:
            kinds.add("one edit" if len(found.repair.kinds) == 1 else "two edits")
        if (found.step and found.step.line) or self.verdict.traceback:
            kinds.add("located")
        return kinds or {"silent"}


_COLUMNS = ("named", "property", "one edit", "two edits", "located", "silent")


def main() -> int:
    told: list[Told] = []
    specs, some = load_catalogue(SHIPPED), sys.argv[1:]
    with own_server():
        for spec in [specs.find(name) for name in some] if some else specs.values():
            requests = list(_requests(spec))
            graded = list(zip(requests, verdicts(requests), strict=True))
            told += [Told(spec.id, Path(r.path).stem, v) for r, v in graded]
            print(f"{spec.id}: {len(graded)}", flush=True)
    share = _explained(told) / len(told)
    if some:
        print("\n".join(_page(told)))
    else:
        TARGET.write_text("\n".join(_page(told)) + "\n", encoding="utf-8")
        print(f"Wrote {TARGET.relative_to(ROOT)}: {share:.1%} explained.")
    return 0 if share >= WANTED and not any("passed" in one.kinds for one in told) else 1


def _requests(spec: Spec) -> Iterator[Request]:
    for path in variant_files("wrong", [spec.id]):
        yield Request(spec.id, path.read_bytes(), path.stem, SEED)
    for title, text in sections("wrong", spec):
        yield Request(spec.id, text.encode(), title, SEED)


def _explained(told: Sequence[Told]) -> int:
    return sum(not one.kinds & {"silent", "passed"} for one in told)


def _page(told: Sequence[Told]) -> list[str]:
    of = {name: [one for one in told if one.exercise == name] for name in _names(told)}
    silent = [one for one in told if one.kinds & {"silent", "passed"}]
    return [
        "# What a learner is told",
        "",
        "Made by `make explanations`; do not edit. Every wrong file of `tests/variants` and",
        f"`tests/ways`, graded with seed {SEED}. *Named*: an idea gives the learner's numbers,",
        "or a check saw it happen. *Property*: something is so of the right result and not of the",
        "learner's, or the other way round. *One edit*, *two edits*: a change of that size of the",
        "file's own text puts it right, so the line and the kind of the fault are told. *Located*:",
        "the line where the values leave the road, or that of an exception. A file may be told",
        "several of them; a *silent* one is told none.",
        "",
        f"Of {len(told)} files {sum('passed' in one.kinds for one in told)} passed and "
        f"{_explained(told)} ({_explained(told) / len(told):.1%}) were explained.",
        "",
        "| exercise | files | " + " | ".join(_COLUMNS) + " | texts tried, median (95 %) "
        "| seconds, median (95 %) |",
        "| --- | ---: |" + " ---: |" * (len(_COLUMNS) + 2),
        *(_row(f"`{name}`", some) for name, some in of.items()),
        _row("**all**", told),
        "",
        "## Told nothing",
        "",
        *(f"- `{one.exercise}`: {one.file}, rejected by `{_by(one.verdict)}`" for one in silent),
    ]


def _names(told: Sequence[Told]) -> list[str]:
    return list(dict.fromkeys(one.exercise for one in told))


def _row(name: str, told: Sequence[Told]) -> str:
    counts = Counter(kind for one in told for kind in one.kinds)
    tried = [one.verdict.diagnosis.tried for one in told]
    spent = [one.verdict.timings.get("explanation", 0.0) for one in told]
    cells = [str(counts[kind]) for kind in _COLUMNS]
    cells += [f"{statistics.median(tried):.0f} ({_high(tried):.0f})"]
    cells += [f"{statistics.median(spent):.2f} ({_high(spent):.2f})"]
    return f"| {name} | {len(told)} | " + " | ".join(cells) + " |"


def _high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def _by(verdict: Verdict) -> str:
    return next((c.id for c in verdict.checks if c.status == "failed" and c.level == "core"), "")


if __name__ == "__main__":
    sys.exit(main())
