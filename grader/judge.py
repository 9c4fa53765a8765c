"""The judge: runs the hidden checks with pytest and writes the verdict.

Runs in a process of its own that the learner's code never enters. The checks are collected once;
`grader/run.py` says what one request comes to.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from _pytest.config import _prepareconfig

from grader import inputs
from grader.case import Case, gradients_of
from grader.checks import CheckInfo
from grader.run import Run
from grader.solution import load
from grader.specs import catalogue
from grader.verdict import Request, Verdict

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


class _Checks:
    """pytest, and the checks as it collected them; with it, they are run for one request after
    another. No exercise and no solution is read for that."""

    run: Run

    def __init__(self) -> None:
        config = _prepareconfig(_PYTEST, [])
        config.pluginmanager.register(self, "practice")
        config._do_configure()
        session = pytest.Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        config.hook.pytest_collection(session=session)
        if session.testsfailed:  # a check that is missing would let everything pass
            raise RuntimeError("the checks could not be collected")
        self._hook = config.hook
        self._items = {_info(item).id: item for item in session.items}
        self.infos = {name: _info(item) for name, item in self._items.items()}

    def ask(self, run: Run) -> None:
        """Run those that apply to this request."""
        self.run = run
        asked: list[pytest.Item | None] = [self._items[info.id] for info in run.planned]
        for item, following in zip(asked, [*asked[1:], None], strict=True):
            self._hook.pytest_runtest_protocol(item=item, nextitem=following)

    # -- pytest's side ---------------------------------------------------------------------

    @pytest.fixture(name="case")
    def _case(self) -> Case:
        return self.run.case

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        yield from self.run.report_on(_info(item))


def _info(item: pytest.Item) -> CheckInfo:
    info: CheckInfo = item.function.check_info  # type: ignore[attr-defined]
    return info


#: Collected ahead of time by a warm server; None in a cold start.
_prepared: _Checks | None = None


def prepare() -> None:
    """Let pytest load its plugins, parse its arguments and collect the checks once, before the
    fork: two fifths of a warm grade's processor time. Nothing of an exercise is read."""
    global _prepared
    _prepared = _Checks()


def judge(
    receive: Callable[[], Request | None],
    answer: Callable[[Verdict], None],
    control: socket.socket,
    *,
    likely: str = "",
) -> None:
    """Grade one request after another until there is none. ``control`` reaches the warden, which
    starts and ends candidates.

    ``receive`` waits for a request; it is called when pytest has collected the checks, so that
    a judge that was forked ahead of the request has nothing left to prepare if it asks for the
    exercise that is ``likely``.
    """
    import torch

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # nobody would see them, and pytest's own filter costs time
    if likely:
        _rehearse(likely)
    checks = _prepared or _Checks()
    while (request := receive()) is not None:
        run = Run(request, control, checks.infos)
        answer(_judged(run, checks))
        run.case.candidate.forget()


def _judged(run: Run, checks: _Checks) -> Verdict:
    checks.ask(run)
    checked = time.perf_counter()
    verdict = run.verdict()
    if verdict.outcome == "failed" and run.request.explain and not verdict.unwritten:
        verdict = _explained(verdict, run)
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


def _replace(verdict: Verdict, **fields: Any) -> Verdict:
    return msgspec.structs.replace(verdict, **fields)


def _explained(verdict: Verdict, run: Run) -> Verdict:
    """Add the diagnosis. What breaks here is a missing explanation, never another verdict."""
    try:
        from grader import explain

        asked = (run.case, run.failed_check, run.first_failure, run.lang)
        if run.request.explain == "idea":
            diagnosis = explain.idea(*asked)
        else:
            diagnosis = explain.diagnose(*asked, run.request.source)
    except Exception as error:
        return _replace(verdict, note=f"no explanation: {type(error).__name__}: {error}")
    return _replace(verdict, diagnosis=diagnosis)
