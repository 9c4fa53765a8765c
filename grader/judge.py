"""The judge: runs the hidden checks with pytest and writes the verdict.

Runs in a process of its own that the learner's code never enters. A verdict of ``passed`` needs a
report that says so from every core check that applies; whatever is missing makes it an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from _pytest.config import _prepareconfig

from exercises.spec import Spec
from grader import inputs
from grader.case import Case, gradients_of
from grader.checks import CheckInfo
from grader.failure import CheckFailed
from grader.limits import limits_from
from grader.proxy import Candidate
from grader.solution import load
from grader.specs import catalogue
from grader.unanswered import failure_of, frames_of
from grader.verdict import Check, Diagnosis, Frame, Request, Verdict, failure_of_ours
from grader.watch import Gone

CHECKS = Path(__file__).parent / "checks"
_PYTEST = [
    "--assert=plain", "--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:terminal",
    "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception",
    "-p", "no:capture", "-p", "no:logging", "-p", "no:doctest", "-p", "no:junitxml",
    "-p", "no:debugging", "-p", "no:setuponly", "-p", "no:stepwise", "-p", "no:pastebin",
    "-p", "no:warnings", "-p", "no:skipping", "-p", "no:unittest", "-p", "no:tmpdir",
    "-p", "no:recwarn", "-p", "no:monkeypatch", "-p", "no:legacypath", "-p", "no:setupplan",
    "-c", os.devnull, "--rootdir", str(CHECKS), "--confcutdir", str(CHECKS),
    *sorted(map(str, CHECKS.glob("test_*.py"))),
]  # fmt: skip

#: pytest's configuration, parsed ahead of time by a warm server; None in a cold start.
_prepared: pytest.Config | None = None


def prepare() -> None:
    """Let pytest load its plugins and parse its arguments once, before the fork: a third of what
    a warm grade would take. Nothing of an exercise is read."""
    global _prepared
    _prepared = _prepareconfig(_PYTEST, [])


def _run_checks(run: _Run) -> None:
    """What `pytest.main` does, from a configuration that may be there already."""
    config = _prepared or _prepareconfig(_PYTEST, [])
    config.pluginmanager.register(run, "practice")
    try:
        config.hook.pytest_cmdline_main(config=config)
    finally:
        config._ensure_unconfigure()


def judge(receive: Callable[[], Request], control: socket.socket, *, likely: str = "") -> Verdict:
    """Grade one request. ``control`` reaches the warden, which starts and ends candidates.

    ``receive`` waits for the request; it is called when pytest has collected the checks, so that
    a judge that was forked ahead of the request has nothing left to prepare if it asks for the
    exercise that is ``likely``.
    """
    import torch

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # nobody would see them, and pytest's own filter costs time
    if likely:
        _rehearse(likely)
    run = _Run(receive, control)
    _run_checks(run)
    request = run.begin()
    checked = time.perf_counter()
    verdict = run.verdict(request)
    if verdict.outcome == "failed" and request.explain and not verdict.unwritten:
        verdict = _explained(verdict, run, request)
    explained = time.perf_counter()
    timings = {"checks": checked - run.started, "explanation": explained - checked}
    return _replace(verdict, printed=run.shown_output(), timings=timings)


def _rehearse(exercise: str) -> None:
    """Read this solution and run it once: what comes first takes longest, whatever it is. Judges
    only: of a judge's memory no candidate inherits anything."""
    with contextlib.suppress(Exception):  # whatever is wrong is said when it is asked for
        spec = catalogue().find(exercise)
        values = inputs.draw(spec, spec.sizes[0], inputs.generator(0, spec.id, "rehearsal"))
        init = dict(spec.examples[0].init)
        gradients_of(load(spec).reference, values, init, spec.signature.wanted)


def _drawn_from(request: Request) -> int:
    """What the hidden inputs are drawn from: the seed and the very bytes that are graded. A file
    that holds a table of answers, printed by an earlier run with the same seed, is another file
    and gets other inputs."""
    digest = hashlib.sha256(f"{request.seed}/".encode() + request.source).digest()
    return int.from_bytes(digest[:8], "big")


def _replace(verdict: Verdict, **fields: Any) -> Verdict:
    import msgspec

    return msgspec.structs.replace(verdict, **fields)


def _explained(verdict: Verdict, run: _Run, request: Request) -> Verdict:
    """Add the diagnosis. What breaks here is a missing explanation, never another verdict."""
    try:
        from grader import explain

        asked = (run.case, run.failed_check, run.first_failure, run.lang)
        if request.explain == "idea":
            diagnosis = explain.idea(*asked)
        else:
            diagnosis = explain.diagnose(*asked, request.source)
    except Exception as error:
        return _replace(verdict, note=f"no explanation: {type(error).__name__}: {error}")
    return _replace(verdict, diagnosis=diagnosis)


class _Run:
    """The pytest plugin: collects checks in order, skips what depends on a failure, reports."""

    spec: Spec
    case: Case
    lang: str

    def __init__(self, receive: Callable[[], Request], control: socket.socket) -> None:
        self._receive, self._control = receive, control
        self.request: Request | None = None
        self.started = 0.0
        self.planned: list[CheckInfo] = []
        self.results: dict[str, Check] = {}
        self.first_failure: CheckFailed | None = None
        self.failed_check = ""
        self.unwritten = False
        self.printed: dict[str, bytes] = {}
        self.frames: list[Frame] = []
        self.ours: str | None = None

    def begin(self) -> Request:
        """The request, waited for once; with it everything that depends on it."""
        if self.request is not None:
            return self.request
        request = self._receive()
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
        candidate = Candidate(self._control, limits_from(request.limits), asked)
        self.case = Case(self.spec, load(self.spec), candidate, _drawn_from(request))
        self.request = request
        return request

    # -- pytest's side ---------------------------------------------------------------------

    @pytest.fixture(name="case")
    def _case(self) -> Case:
        return self.case

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.begin()
        found = {item.function.check_info.id: item for item in items}  # type: ignore[attr-defined]
        infos = {i: item.function.check_info for i, item in found.items()}  # type: ignore[attr-defined]
        ordered = [i for i in _in_order(infos) if self._applies(infos[i])]
        self.planned = [infos[i] for i in ordered]
        items[:] = [found[i] for i in ordered]

    def _applies(self, info: CheckInfo) -> bool:
        if self.spec.check(info.id).level == "off":
            return False
        if info.applies is not None and not info.applies(self.spec):
            return False
        return info.promised is None or info.promised(self.case)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Any:
        info: CheckInfo = item.function.check_info  # type: ignore[attr-defined]
        if info.id in self.results:
            pytest.skip("an earlier check met it")
        if any(self.results[a].status != "passed" for a in info.after if a in self.results):
            self._report(info, "skipped", "")
            pytest.skip("depends on a check that did not pass")
        printed = len(self.case.candidate.printed)
        try:
            result = yield
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
        return result

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

    def verdict(self, request: Request) -> Verdict:
        """Passed only when every planned core check reported that it passed."""
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
        return _replace(verdict, checks=checks, source_sha256=digest)


def _in_order(infos: dict[str, CheckInfo]) -> list[str]:
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
