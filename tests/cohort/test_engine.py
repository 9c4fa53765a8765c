"""A real cluster of two workers on this machine: what dies is retried, and nothing else changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psutil
import pytest
from distributed import LocalCluster

from cohort.engine import Lost, Mapped, mapped
from cohort.grading import grade, to_grade
from cohort.lateness import Policy
from cohort.reading import HandedIn
from cohort.roster import Roster
from cohort.rows import as_csv, ideas, table
from cohort.store import opened
from cohort.worker import graded, places
from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError
from tests.cohort.deaths import deadly, modules
from tests.cohort.same import corpus, timeless

SEED = 11


@pytest.fixture
def here() -> Iterator[None]:
    with places():
        yield


def workers() -> list[psutil.Process]:
    """Those of the cluster that is running."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):  # it is gone by now
            if "multiprocessing.spawn" in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path):
    submissions = corpus()
    kills = 0

    def sequential(tasks: list[bytes]) -> Mapped:
        return mapped(graded, tasks, "local", 1)

    def two_and_a_kill(tasks: list[bytes]) -> Mapped:
        nonlocal kills
        for done, found in enumerate(mapped(graded, tasks, "local", 2)):
            if done == 4:
                assert len(workers()) == 2
                workers()[0].kill()
                kills += 1
            yield found

    outcomes = []
    for name, how in (("one", sequential), ("two", two_and_a_kill)):
        with places(), opened(tmp_path / f"{name}.jsonl") as store:
            count = len(list(grade(submissions, store, SEED, "en", how)))
            assert count == len(submissions) == len(store.results)
            assert to_grade(submissions, store, SEED, regrade=False) == []
            said = ideas((r.verdict for r in store.results.values()), load_catalogue())
            found = HandedIn(submissions, [], [])
            rows = table(found, store.results, SEED, Policy(), Roster(), said)
            outcomes.append((timeless(store.path), as_csv(rows, "en")))
    assert kills == 1
    assert outcomes[0] == outcomes[1]
    assert b"passed" in outcomes[0][1]
    assert b"failed" in outcomes[0][1]


def test_a_task_that_kills_every_worker_is_an_error_and_no_neighbour_is(here, tmp_path):
    deaths = tmp_path / "deaths"
    tasks = [f"task {n}".encode() for n in range(12)]
    tasks[3] = f"die {deaths}".encode()
    found = dict(mapped(deadly, tasks, "local", 2))
    assert found.pop(3) == Lost(3)
    assert found == {n: task + b" done" for n, task in enumerate(tasks) if n != 3}
    assert deaths.read_text() == "xxx"


def test_what_a_task_raises_is_its_own_matter(here):
    found = dict(mapped(deadly, [b"raise", b"task"], "local", 2))
    assert found == {0: Lost(0, "ValueError: not this one"), 1: b"task done"}


def test_what_lies_in_the_current_folder_is_not_taken_for_a_module(here, tmp_path, monkeypatch):
    for name in ("random", "struct", "distributed"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken for the real one')\n")
    monkeypatch.chdir(tmp_path)
    found = dict(mapped(modules, [b"random", b"struct"], "local", 2))
    assert str(tmp_path) not in str(found)


def test_a_cluster_that_is_nowhere_is_said_to_be():
    with pytest.raises(PracticeError, match=r"No Dask scheduler answers at dask://127\.0\.0\.1:1"):
        list(mapped(deadly, [b"task"], "dask://127.0.0.1:1"))


def test_a_cluster_that_is_there_is_used_and_its_end_is_said():
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp",
        dashboard_address="127.0.0.1:0",
    ) as cluster:  # fmt: skip
        address = cluster.scheduler_address.replace("tcp", "dask")
        assert list(mapped(deadly, [b"task"], address)) == [(0, b"task done")]
        running = mapped(deadly, [f"task {n}".encode() for n in range(500)], address)
        next(running)
    with pytest.raises(PracticeError, match="is gone"):
        list(running)
