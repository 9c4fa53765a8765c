"""From submissions to results: what is new is graded, what is known is not graded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

import msgspec

from cohort.engine import Lost
from cohort.model import Key, Result, Submission
from cohort.store import Store
from cohort.worker import Task, installed
from grader.verdict import Request, Verdict, failure_of_ours

#: Tasks in, ``(number, verdict)`` out as they are done, or why there is none.
Mapped = Callable[[Sequence[bytes]], Iterator[tuple[int, bytes | Lost]]]

_NUMBERS = ("No worker", "One worker", "Two workers", "Three workers", "Four workers")


def key(submission: Submission, seed: int) -> Key:
    return Key(
        submission.learner,
        submission.exercise,
        submission.sha256,
        seed,
        installed(),
    )


def to_grade(
    submissions: Sequence[Submission], store: Store, seed: int, regrade: bool
) -> list[Submission]:
    """Those that there is no verdict on, or all."""
    return [each for each in submissions if regrade or not store.done(key(each, seed))]


def grade(
    submissions: Sequence[Submission], store: Store, seed: int, lang: str, mapped: Mapped
) -> Iterator[Result]:
    """Each result, once it is on the disk."""
    requests = [_request(each, seed, lang) for each in submissions]
    for number, found in mapped(
        [msgspec.json.encode(Task(installed(), each)) for each in requests]
    ):
        each = submissions[number]
        verdict = (
            msgspec.json.decode(found, type=Verdict)
            if isinstance(found, bytes)
            else without_verdict(requests[number], found)
        )
        result = Result(key(each, seed), each.path, verdict)
        store.add(result)
        yield result


def without_verdict(request: Request, lost: Lost) -> Verdict:
    """The verdict on a file that no worker survived, or that a worker could not take."""
    if not lost.workers:
        return failure_of_ours(
            request,
            f"The worker could not grade it: {lost.said}",
            "Install the same version of `practice-losses` on every worker.",
        )
    count = lost.workers
    return failure_of_ours(
        request,
        f"{_NUMBERS[count] if count < len(_NUMBERS) else f'{count} workers'} died on it.",
        "Grade it on its own with `practice grade --file` to see why; nothing was rated.",
    )


def _request(submission: Submission, seed: int, lang: str) -> Request:
    name = PurePosixPath(submission.path).name
    return Request(submission.exercise, submission.source, name, seed, lang)
