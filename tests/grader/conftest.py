"""One warm grader for the whole folder, in a private place."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator

import pytest

from exercises.catalogue import Catalogue, load_catalogue
from grader import client
from grader.verdict import Request, Verdict

Grade = Callable[..., Verdict]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """Whether a server is there is asked of a machine that may be busy with other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "_HELLO_SECONDS", 10.0)
        yield


@pytest.fixture(scope="session", autouse=True)
def private_server(patient: None) -> Iterator[None]:
    """Socket paths are short, so the folder is not below pytest's own."""
    place = tempfile.mkdtemp(prefix="pr-")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = place
    yield
    greeted = client.greet()
    if greeted is not None:
        connection, hello = greeted
        connection.close()
        os.kill(hello.pid, signal.SIGTERM)
    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def grade() -> Grade:
    """Grade a source text with the warm grader."""

    def run(exercise: str, source: str | bytes, **fields: object) -> Verdict:
        data = source if isinstance(source, bytes) else source.encode()
        given = {"seed": 1, "path": f"{exercise}.py", "explain": False, **fields}
        return client.grade(Request(exercise=exercise, source=data, **given))  # type: ignore[arg-type]

    return run
