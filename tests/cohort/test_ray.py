"""A real Ray cluster on this machine, with its token: what it grades is what one worker grades.

Skipped where Ray is not installed, which is an extra of 285 MB and no tool of development.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from tests.cohort.same import a_class, end, grade, graded_as_by_one
from tests.places import ROOT

pytestmark = pytest.mark.skipif(
    find_spec("ray") is None, reason="Ray is not installed: pip install -e '.[cohort-ray]'"
)
_SECONDS = 180


class Cluster:
    """A head with two workers' worth of room, and what a client needs to be let in."""

    def __init__(self, head: subprocess.Popen[bytes], port: int, env: dict[str, str]) -> None:
        self.head, self.address, self.environment = head, f"ray://127.0.0.1:{port}", env

    def workers(self) -> list[psutil.Process]:
        """Those that have a task of ours now."""
        found = []
        for child in psutil.Process(self.head.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):  # it is gone by now
                if child.cmdline()[:1] == ["ray::graded"]:
                    found.append(child)
        return found


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in found:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in found]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    place = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))  # short: it names sockets
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "LANG": "C.UTF-8",
        "TMPDIR": str(place),
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(16),
        "PYTHONPATH": str(ROOT),  # `tests` is not installed
    }
    ports = _free_ports(6)
    names = (
        "port", "ray-client-server-port", "node-manager-port", "object-manager-port",
        "runtime-env-agent-port", "dashboard-agent-grpc-port",
    )  # fmt: skip
    log = (place / "log").open("wb")
    head = subprocess.Popen(
        [
            Path(sys.executable).parent / "ray", "start", "--head", "--block", "--num-cpus=2",
            "--node-ip-address=127.0.0.1", "--include-dashboard=false", "--disable-usage-stats",
            "--object-store-memory=104857600", f"--temp-dir={place}/r",
            *(f"--{name}={port}" for name, port in zip(names, ports, strict=True)),
        ],
        env=environment, cwd=place, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 90
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", ports[1]), 1).close()
                break
            said = (place / "log").read_text()
            assert head.poll() is None and time.monotonic() < until, said  # noqa: PT018
            time.sleep(0.2)
        yield Cluster(head, ports[1], environment)
    finally:
        end(head, 30)
        log.close()
        shutil.rmtree(place, ignore_errors=True)


def _mapped(cluster: Cluster, tasks: list[bytes]) -> str:
    """What comes of the tasks of :mod:`tests.cohort.deaths`, from a process of their own: Ray's
    settings are read once in a process."""
    done = subprocess.run(
        [
            sys.executable, "-c",
            "import sys; from cohort.engine import mapped; from tests.cohort.deaths import deadly\n"
            f"print(sorted(mapped(deadly, {tasks!r}, sys.argv[1])))",
            cluster.address,
        ],
        cwd=cluster.environment["HOME"], env=cluster.environment, capture_output=True, text=True,
        timeout=_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_worker_killed_in_the_middle_changes_nothing(cluster, tmp_path):
    def worker() -> psutil.Process | None:
        return next(iter(cluster.workers()), None)

    graded_as_by_one(tmp_path, cluster.environment, cluster.address, worker, _SECONDS)


def test_a_task_that_kills_every_worker_is_an_error_and_no_neighbour_is(cluster, tmp_path):
    deaths = tmp_path / "deaths"
    found = _mapped(cluster, [b"task 0", f"die {deaths}".encode(), b"raise", b"task 3"])
    assert found == (
        "[(0, b'task 0 done'), (1, Lost(workers=3, said='')), "
        "(2, Lost(workers=0, said='ValueError: not this one')), (3, b'task 3 done')]"
    )
    assert deaths.read_text() == "xxx"


@pytest.mark.parametrize(
    "token",
    [{"RAY_AUTH_TOKEN": "no such token"}, {"RAY_AUTH_MODE": "disabled"}],
    ids=["the wrong token", "no token"],
)
def test_who_has_no_token_is_told_so(token, cluster, tmp_path):
    turned_away = grade(
        a_class(tmp_path / "class"), tmp_path / "r.csv", {**cluster.environment, **token},
        "--on", cluster.address,
    )  # fmt: skip
    err = turned_away.communicate(timeout=_SECONDS)[1]
    assert turned_away.returncode == 3
    assert "does not let this machine in" in err
    assert "RAY_AUTH_MODE=token" in err
    assert "Traceback" not in err


def test_a_cluster_that_is_nowhere_is_said_to_be_at_once(cluster, tmp_path):
    began = time.monotonic()
    nowhere = grade(
        a_class(tmp_path / "class"), tmp_path / "r.csv", cluster.environment,
        "--on", "ray://127.0.0.1:1",
    )  # fmt: skip
    err = nowhere.communicate(timeout=_SECONDS)[1]
    assert nowhere.returncode == 3
    assert "No Ray cluster answers at ray://127.0.0.1:1" in err
    assert time.monotonic() - began < 20
