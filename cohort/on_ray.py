"""The same on a Ray cluster, as a client of it: ``ray://HOST:PORT``.

A worker of Ray has one task at a time, so that nobody has to answer for a neighbour: what dies is
tried again by Ray itself.
"""

from __future__ import annotations

import logging
import socket
import warnings
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

from cohort.engine import TRIES, Function, Lost, Mapped, gone
from exercises.errors import PracticeError

#: Ray is given so many tasks at a time: it looks at each of them whenever one is done.
_WINDOW = 256
#: Where `ray start --head` listens for clients, unless told otherwise.
_PORT = 10001


def on_ray(function: Function, tasks: Sequence[bytes], on: str) -> Mapped:
    """As :func:`cohort.engine.mapped`. PracticeError when no cluster answers or it goes away."""
    import ray

    with ExitStack() as stack:
        _connected(stack, on)
        remote = ray.remote(num_cpus=1, max_retries=TRIES - 1)(function)
        todo, running = iter(enumerate(tasks)), dict[Any, int]()
        while True:
            try:
                while len(running) < _WINDOW and (following := next(todo, None)) is not None:
                    running[remote.remote(following[1])] = following[0]
                if not running:
                    return
                finished = [
                    (running.pop(done), _result(done))
                    for done in ray.wait(list(running), num_returns=1)[0]
                ]
            except ConnectionError:
                raise gone(on) from None
            yield from finished


def _result(done: Any) -> bytes | Lost:
    """What came of a task that is done."""
    import ray

    try:
        found: bytes = ray.get(done)
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError):
        return Lost(TRIES)
    except ray.exceptions.RayTaskError as error:  # `str` of it is a traceback of Ray's
        return Lost(0, f"{type(error.cause).__name__}: {error.cause}")
    except ray.exceptions.RayError as error:
        return Lost(0, f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")
    return found


def _connected(stack: ExitStack, on: str) -> None:
    """Be a client of the cluster until the stack is left."""
    import ray

    try:
        address = urlsplit(on)
        # Ray would try for half a minute where nobody listens, and not say that nobody does
        socket.create_connection((address.hostname or "", address.port or _PORT), 5).close()
    except (OSError, ValueError) as error:
        raise PracticeError(
            f"No Ray cluster answers at {on}: {error}.",
            "Check the address (the port is that of Ray's clients, 10001 unless the cluster was "
            "told otherwise); `--on local` grades on this machine.",
            exit_code=3,
        ) from None
    stack.callback(ray.shutdown)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is said below
            ray.init(address=on, logging_level=logging.ERROR, log_to_driver=False)
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        raise PracticeError(
            f"Ray at {on} does not let this machine in: {str(error).partition(chr(10))[0]}.",
            "A cluster that asks for a token (Ray sets one up by itself) wants "
            "`RAY_AUTH_MODE=token` and, in `RAY_AUTH_TOKEN`, the token of its head, which "
            "`ray get-auth-token` prints there. Python and Ray have to be of the same version on "
            "both sides.",
            exit_code=3,
        ) from None
