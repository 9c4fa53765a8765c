"""From submissions to results: what is new is graded, what is known is not graded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import PurePosixPath

import msgspec

from cohort.model import Key, Result, Submission
from cohort.store import Store
from grader.verdict import Request, Verdict, failure_of_ours

#: Tasks in, ``(number, verdict)`` out as they are done, or how many workers died on it.
Mapped = Callable[[Sequence[bytes]], Iterator[tuple[int, bytes | int]]]

_NUMBERS = ("No worker", "One worker", "Two workers", "Three workers", "Four workers")


def key(submission: Submission, seed: int) -> Key:
    return Key(
        submission.learner,
        submission.exercise,
        submission.sha256,
        seed,
        version("practice-losses"),
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
    for number, found in mapped([msgspec.json.encode(each) for each in requests]):
        each = submissions[number]
        verdict = (
            msgspec.json.decode(found, type=Verdict)
            if isinstance(found, bytes)
            else deadly(requests[number], found)
        )
        result = Result(key(each, seed), each.path, verdict)
        store.add(result)
        yield result


def deadly(request: Request, workers: int) -> Verdict:
    """The verdict on a file that no worker survived."""
    died = _NUMBERS[workers] if workers < len(_NUMBERS) else f"{workers} workers"
    return failure_of_ours(
        request,
        f"{died} died on it.",
        "Grade it on its own with `practice grade --file` to see why; nothing was rated.",
    )


def _request(submission: Submission, seed: int, lang: str) -> Request:
    name = PurePosixPath(submission.path).name
    return Request(submission.exercise, submission.source, name, seed, lang)
