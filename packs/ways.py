"""Other ways to write an exercise: those in `right/` pass, those in `wrong/` do not.

One file an exercise for each, in sections `# --- TITLE`; what stands above the first is the head of
every section.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

from exercises.spec import Spec
from grader import inputs
from grader.solution import Given, Results, invoke, load
from packs.crowd import ROOT
from packs.numbers import Faults, difference, differentiated, settings

WAYS = ROOT / "tests" / "ways"


def sections(folder: str, spec: Spec) -> list[tuple[str, str]]:
    """Title and text of each way; what stands above the first is the head of all."""
    ways = Path(spec.pack) / "tests" / "ways" if spec.pack else WAYS
    file: Path = ways / folder / f"{spec.module}.py"
    if not file.exists():
        return []
    head, *rest = re.split(r"^# --- ", file.read_text("utf-8"), flags=re.MULTILINE)
    pairs = [section.split("\n", 1) for section in rest]
    return [(title, head + text) for title, text in pairs]


def agreeing(spec: Spec) -> Faults:
    """Every right way agrees with the oracle: without the grader, which is asked afterwards."""
    oracle, wanted = load(spec).oracle, spec.signature.wanted
    for title, text in sections("right", spec):
        scope: dict[str, Any] = {}
        exec(compile(text, f"{spec.module}.py", "exec"), scope)
        subject = scope[spec.signature.name]

        def way(given: Given, init: dict[str, Any], subject: Any = subject) -> Results:
            return invoke(subject, spec.signature, given, init)

        for dims, init in itertools.product(spec.sizes, settings(spec)):
            values = inputs.draw(spec, dims, inputs.generator(5, spec.id, dims))
            got = differentiated(way, values, init, wanted)
            right = differentiated(oracle, values, init, wanted)
            for one, other in zip(
                (*got[0], *got[1].values()), (*right[0], *right[1].values()), strict=True
            ):
                fault = difference(one, other, (1e-7, 1e-8))
                if fault:
                    yield f"{title}, {dims}, {init}: {fault}"
