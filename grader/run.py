"""One request before the checks: which are asked, what each came to, and the verdict they make.

A verdict of ``passed`` needs a report that says so from every core check that applies; whatever is
missing makes it an error.
"""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest

from grader.case import Case
from grader.checks import CheckInfo
from grader.failure import CheckFailed
from grader.limits import limits_from
from grader.proxy import Candidate
from grader.solution import load
from grader.specs import catalogue
from grader.unanswered import failure_of, frames_of
from grader.verdict import Check, Diagnosis, Frame, Request, Verdict, failure_of_ours
from grader.watch import Gone


class Run:
    """What the checks do to one request: those that apply, in order, and their reports."""

    def __init__(
        self, request: Request, control: socket.socket, checks: Mapping[str, CheckInfo]
    ) -> None:
        self.request = request
        self.started = time.perf_counter()
        self.spec = catalogue().find(request.exercise)
        self.lang = request.lang
        signature = self.spec.signature
        asked = {
            "name": signature.name,
            "kind": signature.kind,
            "order": signature.order,
            "keyword_only": [p.name for p in signature.init if p.keyword_only],
            "results": len(signature.returns),
            "library": signature.library,
            "scalars": [not r.shape for r in signature.returns],
            "path": request.path,
            "source": request.source.decode("latin-1"),  # bytes as they are, in JSON
        }
        candidate = Candidate(control, limits_from(request.limits), asked)
        self.case = Case(self.spec, load(self.spec), candidate, _drawn_from(request))
        self.planned = [checks[i] for i in _in_order(checks) if self._applies(checks[i])]
        self.results: dict[str, Check] = {}
        self.first_failure: CheckFailed | None = None
        self.failed_check = ""
        self.unwritten = False
        self.printed: dict[str, bytes] = {}
        self.frames: list[Frame] = []
        self.ours: str | None = None

    def _applies(self, info: CheckInfo) -> bool:
        if self.spec.check(info.id).level == "off":
            return False
        if info.applies is not None and not info.applies(self.spec):
            return False
        return info.promised is None or info.promised(self.case)

    # -- one check -------------------------------------------------------------------------

    def report_on(self, info: CheckInfo) -> Iterator[None]:
        """Let the check run, which happens at the one ``yield``, and note what it came to; or skip
        it, with what depends on a failure."""
        if info.id in self.results:
            pytest.skip("an earlier check met it")
        if any(self.results[a].status != "passed" for a in info.after if a in self.results):
            self._report(info, "skipped", "")
            pytest.skip("depends on a check that did not pass")
        printed = len(self.case.candidate.printed)
        try:
            yield
        except CheckFailed as failure:
            self._failed(info, failure)
            raise
        except Gone as gone:
            if gone.reason == "machine":
                self.ours = gone.detail
                raise
            if gone.reason == "spent" and self.first_failure is not None:
                self._report(info, "skipped", "")  # it would only have timed out once more
                pytest.skip("not asked after several time-outs")
            said = failure_of(gone, self.case.candidate.limits)
            self._failed(info, said, unanswered=True)
            raise said from gone
        except Exception as error:
            self.ours = self.ours or f"check {info.id} broke: {type(error).__name__}: {error}"
            raise
        finally:
            self.printed[info.id] = bytes(self.case.candidate.printed[printed:])
        self._report(info, "passed", "")

    def shown_output(self) -> str:
        """What the learner printed while loading and, once, on the document's example (or on the
        last check that ran): not sixty times over."""
        later = [i for i in self.printed if i != "loads"]
        chosen = "figures" if "figures" in later else later[-1] if later else ""
        output = self.printed.get("loads", b"") + self.printed.get(chosen, b"")
        return output.decode("utf-8", "replace")

    def _failed(self, info: CheckInfo, failure: CheckFailed, unanswered: bool = False) -> None:
        """Where nothing was answered, what failed is the check that asks for an answer."""
        blamed = next((i for i in self.planned if unanswered and i.id == info.unanswered), info)
        if blamed is not info:
            self._report(info, "skipped", "")
        self._report(blamed, "failed", failure.in_(self.lang))
        if self._level(info) == "core" and self.first_failure is None:
            self.first_failure, self.failed_check = failure, info.id
            failure.asked = () if unanswered else self.case.asked
            self.unwritten = bool(failure.facts.get("unwritten"))
            self.frames = frames_of(failure.facts.get("frames", []))

    def _level(self, info: CheckInfo) -> Any:
        return self.spec.check(info.id).level or info.level

    def _report(self, info: CheckInfo, status: Any, message: str) -> None:
        note = self.spec.check(info.id).note
        if status == "failed" and note is not None and self._level(info) == "edge":
            message = f"{message} {note.in_(self.lang)}"
        self.results[info.id] = Check(
            id=info.id,
            name=info.name(self.lang, self.spec.signature.library),
            level=self._level(info),
            status=status,
            message=message,
        )

    # -- the verdict -----------------------------------------------------------------------

    def verdict(self) -> Verdict:
        """Passed only when every planned core check reported that it passed."""
        request = self.request
        checks = [self.results[i.id] for i in self.planned if i.id in self.results]
        if self.ours is not None or len(checks) != len(self.planned) or not checks:
            verdict = failure_of_ours(
                request,
                self.ours or "not every check was run",
                "Try again; if it stays, run `practice doctor` and please report this.",
            )
        else:
            passed = all(c.status == "passed" for c in checks if c.level == "core")
            verdict = Verdict(
                exercise=request.exercise,
                outcome="passed" if passed else "failed",
                passed=passed,
                seed=request.seed,
                unwritten=self.unwritten,
                traceback=self.frames,
                diagnosis=Diagnosis(),
            )
        digest = hashlib.sha256(request.source).hexdigest()
        return msgspec.structs.replace(verdict, checks=checks, source_sha256=digest)


def _in_order(infos: Mapping[str, CheckInfo]) -> list[str]:
    """Check ids such that each comes after those it depends on, core before edge."""
    ordered: list[str] = []

    def place(check_id: str) -> None:
        if check_id in ordered:
            return
        for other in infos[check_id].after:
            place(other)
        ordered.append(check_id)

    for check_id in infos:
        place(check_id)
    return ordered


def _drawn_from(request: Request) -> int:
    """What the hidden inputs are drawn from: the seed and the very bytes that are graded. A file
    that holds a table of answers, printed by an earlier run with the same seed, is another file
    and gets other inputs."""
    digest = hashlib.sha256(f"{request.seed}/".encode() + request.source).digest()
    return int.from_bytes(digest[:8], "big")
