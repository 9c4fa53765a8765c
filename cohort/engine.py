"""One function over many tasks, with retries, on an engine that exists: Dask, or Ray.

No queue, heartbeat or scheduler of our own. What is ours is the blame: a task is an error only
when it was alone with the last of the workers that died on it, so that nobody answers for a
neighbour. Tasks and results are bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from exercises.errors import PracticeError

Function = Callable[[bytes], bytes]

#: A task is tried again twice; then it is an error.
TRIES = 3


#: Of a cluster of this run's own. The last three are what it watches itself with while a worker
#: does nothing but wait for its grader: 0.09 of a core for two workers, and 0.01 like this.
_SETTINGS: dict[str, Any] = {
    "scheduler.allowed-failures": 0,
    "scheduler.worker-saturation": 1.0,
    "scheduler.worker-ttl": None,
    "scheduler.http.routes": [],
    "worker.profile.enabled": False,
    "admin.tick.interval": "1s",
    "admin.system-monitor.interval": "5s",
}


class Lost(NamedTuple):
    """There is no result: how many workers died on the task, or what was raised there."""

    workers: int
    said: str = ""


Mapped = Iterator[tuple[int, bytes | Lost]]


def mapped(function: Function, tasks: Sequence[bytes], on: str, workers: int = 1) -> Mapped:
    """``(number, result)`` of each task, in the order in which they are done.

    ``on`` is ``local`` (this process for one worker, else a Dask cluster of so many processes on
    this machine), ``dask://HOST:PORT`` or ``ray://HOST:PORT``. PracticeError when it cannot be
    reached or goes away.
    """
    if on == "local" and workers == 1:
        yield from ((number, function(task)) for number, task in enumerate(tasks))
    elif on.startswith("ray://"):
        from cohort.on_ray import on_ray

        yield from on_ray(function, tasks, on)
    else:
        yield from _on_dask(function, tasks, on, workers)


def _on_dask(function: Function, tasks: Sequence[bytes], on: str, workers: int) -> Mapped:
    from distributed import KilledWorker, as_completed

    with ExitStack() as stack:
        client = stack.enter_context(_local(stack, workers) if on == "local" else _dask(on))
        died = dict.fromkeys(range(len(tasks)), 0)
        together, alone = list(died), list[int]()
        while together or alone:
            batch, together = together or [alone.pop(0)], []
            futures = {client.submit(function, tasks[n], pure=False, retries=2): n for n in batch}
            for future in as_completed(futures):  # type: ignore[no-untyped-call]
                number = futures.pop(future)
                if future.cancelled():
                    raise gone(on)
                error = future.exception()
                if error is None:
                    yield number, future.result()
                elif not isinstance(error, KilledWorker):
                    yield number, Lost(0, f"{type(error).__name__}: {error}")
                else:
                    died[number] += error.allowed_failures + 1
                    if len(batch) == 1 and died[number] >= TRIES:
                        yield number, Lost(died[number])
                    else:
                        alone.append(number)


def _local(stack: ExitStack, workers: int) -> Any:
    """A client of a cluster of this run's own: processes here, that speak TLS with each other,
    since whoever can reach a scheduler can have it run what they like."""
    import logging

    import dask
    from distributed import Client, LocalCluster

    os.environ["PYTHONSAFEPATH"] = "1"  # a `random.py` in the current folder is not Python's own
    stack.enter_context(
        dask.config.set({f"distributed.{name}": v for name, v in _SETTINGS.items()})
    )
    cluster = LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers,
        threads_per_worker=1,
        memory_limit=0,
        dashboard_address="127.0.0.1:0",  # and no pages at it, see above
        security=True,
        preload=["cohort.worker"],
        silence_logs=logging.CRITICAL,
        local_directory=os.environ.get("PRACTICE_COHORT_PLACE"),
    )
    return Client(stack.enter_context(cluster))  # type: ignore[no-untyped-call]


def gone(on: str) -> PracticeError:
    return PracticeError(
        f"The cluster at {on} is gone.",
        "What was graded is kept; the same command goes on when the cluster is there again.",
        exit_code=3,
    )


def _dask(on: str) -> Any:
    """A client of a cluster that is there, over TLS where Dask is configured for it."""
    import dask
    from distributed import Client

    scheme = "tls" if dask.config.get("distributed.comm.tls.client.cert", None) else "tcp"
    try:
        return Client(on.replace("dask", scheme, 1), timeout=5)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise PracticeError(
            f"No Dask scheduler answers at {on}: {error}.",
            "Check the address; `--on local` grades on this machine.",
            exit_code=3,
        ) from None
