"""A Dask cluster as a teacher would have it: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from tests.cohort.same import end, graded_as_by_one

_SECONDS = 120


class Cluster:
    """Two workers of one thread each, that come again when they die."""

    def __init__(self, address: str, workers: int, environment: dict[str, str]) -> None:
        self.address = address.replace("tcp://", "dask://")
        self.environment = environment
        self._workers = workers

    def worker(self) -> psutil.Process:
        """One of those that run tasks, not what watches over them."""
        for child in psutil.Process(self._workers).children():
            if "spawn_main" in " ".join(child.cmdline()):
                return child
        raise AssertionError("there is no worker")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    place = tmp_path_factory.mktemp("cluster")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "LANG": "C.UTF-8",
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    }
    with contextlib.ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=place, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            stack.callback(end, process, 20)
            return process

        file = place / "scheduler.json"
        scheduler = start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
            "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(file),
        )  # fmt: skip
        until = time.monotonic() + _SECONDS
        while not (file.exists() and file.read_text().endswith("}")):
            assert scheduler.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        workers = start(
            "distributed.cli.dask_worker", address, "--nworkers", "2", "--nthreads", "1",
            "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(place),
        )  # fmt: skip
        yield Cluster(address, workers.pid, environment)


def test_it_grades_what_one_worker_grades_though_one_is_killed_in_the_middle(cluster, tmp_path):
    graded_as_by_one(tmp_path, cluster.environment, cluster.address, cluster.worker, _SECONDS)
