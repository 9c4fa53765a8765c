"""A candidate without a process of its own, for what is asked of many made-up files."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from exercises.spec import Spec
from grader import wire
from grader.candidate.host import Host
from grader.case import Case
from grader.limits import Limits
from grader.proxy import Candidate
from grader.solution import Solution


class InProcess(Candidate):
    """A candidate without a process of its own."""

    def __init__(self, load: dict[str, Any]) -> None:
        super().__init__(None, Limits(), load)  # type: ignore[arg-type]
        self.host = Host()
        self.spent = SimpleNamespace(require_some_left=lambda: None, processor=0.0, printed=0)

    def _spawn(self) -> None:
        self.sock = object()

    def _ask(self, header, tensors, meanwhile=None):  # type: ignore[no-untyped-def]
        header, tensors = _travelled(header, tensors)
        if meanwhile is not None:
            meanwhile()
        return _travelled(*self.host.answer(header, tensors))


def _travelled(header, tensors):  # type: ignore[no-untyped-def]
    frame = wire.encode(header, tensors)
    head = int.from_bytes(frame[:4], "big")
    return wire.decode(frame[8 : 8 + head], frame[8 + head :])


def candidate_of(spec: Spec, source: str) -> InProcess:
    """A candidate that has a learner's file to load."""
    signature = spec.signature
    return InProcess({
        "name": signature.name, "kind": signature.kind, "order": signature.order,
        "keyword_only": [p.name for p in signature.init if p.keyword_only],
        "results": len(signature.returns), "path": "learner.py", "library": signature.library,
        "scalars": [not r.shape for r in signature.returns],
        "source": source.encode().decode("latin-1"),
    })  # fmt: skip


def case_of(spec: Spec, reference: Any, source: str, seed: int = 0) -> Case:
    """A learner's file against a reference, with nothing between them."""
    module = SimpleNamespace(reference=reference)
    return Case(spec, Solution(spec, module), candidate_of(spec, source), seed)  # type: ignore[arg-type]
