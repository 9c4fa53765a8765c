"""The warm server: an optimisation that changes nothing but time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from exercises import added
from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from grader import client, rendezvous
from grader.verdict import Request, Verdict
from packs import page

GOOD = b"""
import torch
class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).abs().mean()
"""
BAD = GOOD.replace(b"mean()", b"sum()")


def _request(source: bytes = GOOD, seed: int = 7) -> Request:
    return Request(exercise="mae", source=source, path="mae.py", seed=seed)


def _timeless(verdict: Verdict) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(verdict, timings={}))


def _wait_until_gone(pid: int, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not Path(f"/proc/{pid}").exists() or _is_zombie(pid):
            return True
        time.sleep(0.05)
    return False


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def own_place(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A runtime folder of this test's own, so that its servers are its own too."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="pr-") as place:
        monkeypatch.setenv("XDG_RUNTIME_DIR", place)
        yield Path(place)
        client.stop_server()


def test_the_first_grade_starts_a_server_and_the_next_ones_use_it(own_place: Path) -> None:
    assert client.greet() is None
    assert client.grade(_request()).passed
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    client.grade(_request())
    after = client.greet()
    assert after is not None
    after[0].close()
    assert after[1].pid == greeted[1].pid


def test_cold_and_warm_verdicts_are_the_same_byte_for_byte(own_place: Path) -> None:
    for source in (GOOD, BAD):
        cold = client.grade(_request(source), idle_minutes=0)
        assert client.greet() is None  # nothing stays behind
        client.grade(_request(source))
        warm = client.grade(_request(source))
        client.stop_server()
        assert _timeless(cold) == _timeless(warm)
        time.sleep(0.1)


@pytest.fixture
def load() -> Iterator[None]:
    """Four processes a core that never rest."""
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(4 * (os.cpu_count() or 1))
    ]
    yield
    for process in busy:
        process.kill()
        process.wait()


def test_a_verdict_is_the_same_on_a_machine_with_no_time_for_it(
    own_place: Path, request: pytest.FixtureRequest
) -> None:
    idle = [client.grade(_request(source)) for source in (GOOD, BAD)]
    request.getfixturevalue("load")
    busy = [client.grade(_request(source)) for source in (GOOD, BAD)]
    assert [_timeless(each) for each in busy] == [_timeless(each) for each in idle]
    assert [each.outcome for each in busy] == ["passed", "failed"]


def test_the_same_seed_gives_the_same_verdict_and_another_seed_another_input() -> None:
    one, two = client.grade(_request(BAD, 1)), client.grade(_request(BAD, 1))
    assert _timeless(one) == _timeless(two)
    assert client.grade(_request(BAD, 2)).passed is False


def test_a_folder_others_may_enter_is_not_used(own_place: Path) -> None:
    (own_place / "practice").mkdir(mode=0o755)
    (own_place / "practice").chmod(0o755)
    assert rendezvous.address() is None
    assert client.grade(_request()).passed


def test_a_dead_socket_costs_no_time_and_grading_goes_on(own_place: Path) -> None:
    address = rendezvous.address()
    assert address is not None
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(address))
    dead.close()
    started = time.perf_counter()
    assert client.greet() is None
    assert time.perf_counter() - started < 1.0
    assert client.grade(_request()).passed
    assert client.greet() is not None  # a new server took the dead one's place


def test_a_wedged_server_is_given_up_and_grading_goes_on(own_place: Path) -> None:
    address = rendezvous.address()
    assert address is not None
    with socket.socket(socket.AF_UNIX) as wedged:
        wedged.bind(str(address))
        wedged.listen()
        assert client.greet() is None
        assert client.grade(_request()).passed


def test_a_server_that_talks_something_else_is_not_believed(own_place: Path) -> None:
    import threading

    address = rendezvous.address()
    assert address is not None
    with socket.socket(socket.AF_UNIX) as foreign:
        foreign.bind(str(address))
        foreign.listen()

        def answer() -> None:
            connection, _ = foreign.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\npassed")

        threading.Thread(target=answer, daemon=True).start()
        assert client.greet() is None


def _standing_by(server: int, after: Iterable[int] = ()) -> list[int]:
    """The warden that stands by ``after`` others did, its judge and its candidate."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        wardens = _children(server)
        if len(wardens) == 1 and wardens[0] not in after:
            both = _children(wardens[0])
            if len(both) == 2:
                return [wardens[0], *both]
        time.sleep(0.02)
    raise AssertionError("nothing stands by")


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _server_pid() -> int:
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    time.sleep(0.1)  # the greeting used up what stood by
    return greeted[1].pid


def test_a_grade_is_made_by_what_stood_by_and_once_only(own_place: Path) -> None:
    client.grade(_request())
    server = _server_pid()
    says_who = GOOD.replace(b"return", b"print('pid', __import__('os').getpid()); return")
    before: list[int] = []
    for _ in range(2):
        before = _standing_by(server, after=before)
        printed = client.grade(_request(says_who)).printed
        pids = {int(line.split()[1]) for line in printed.splitlines()}
        assert len(pids) == 1
        assert pids <= set(before)


@pytest.mark.parametrize("which", [0, 1, 2], ids=["warden", "judge", "candidate"])
def test_what_stood_by_and_was_killed_is_replaced(own_place: Path, which: int) -> None:
    client.grade(_request())
    server = _server_pid()
    killed = _standing_by(server)[which]
    os.kill(killed, signal.SIGKILL)
    assert _wait_until_gone(killed)
    assert client.grade(_request()).passed
    assert client.grade(_request(BAD)).outcome == "failed"


def test_a_judge_that_stands_by_has_read_the_solution_asked_for_last(own_place: Path) -> None:
    """And no other: they are more than a hundred, and it would read them after every grade."""
    client.grade(_request())
    _, judge, _ = _standing_by(_server_pid())
    if not Path(f"/proc/{judge}/maps").exists():
        pytest.skip("needs /proc")
    _until(lambda: _memory_contains(judge, b"The same by PyTorch's `nn.L1Loss`"))
    assert not _memory_contains(judge, b"The same by PyTorch's `nn.MSELoss`")


def _until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_what_stands_by_leaves_with_the_server(own_place: Path) -> None:
    client.grade(_request())
    server = _server_pid()
    waiting = _standing_by(server)
    client.stop_server()
    assert all(_wait_until_gone(pid) for pid in [server, *waiting])


def test_a_request_with_other_limits_gets_a_candidate_of_its_own(own_place: Path) -> None:
    client.grade(_request())
    _standing_by(_server_pid())
    greedy = GOOD.replace(b"class", b"large = torch.empty(60 * 2**20)\nclass")
    limited = msgspec.structs.replace(_request(greedy), limits={"memory_mb": 128})
    assert "memory" in str(client.grade(limited).checks)
    assert client.grade(_request(greedy)).passed


def test_a_server_killed_in_mid_grade_costs_a_cold_start_only(own_place: Path) -> None:
    client.grade(_request())
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    os.kill(greeted[1].pid, signal.SIGKILL)
    assert _wait_until_gone(greeted[1].pid)
    assert client.grade(_request()).passed


def test_the_server_leaves_when_the_installation_changes(
    own_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a pack of this test's own: other tests are using the files that were installed."""
    page.write("my-mean", "ladder", tmp_path)
    monkeypatch.setenv(added.NAMED, str(tmp_path))
    client.grade(_request())
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    solution = tmp_path / "solutions" / "my_mean.py"
    before = solution.stat()
    os.utime(solution, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert client.greet() is None  # the address of the changed installation is another
    assert _wait_until_gone(greeted[1].pid)


def test_the_server_leaves_when_idle(own_place: Path) -> None:
    client.grade(_request(), idle_minutes=3 / 60)
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    assert _wait_until_gone(greeted[1].pid)


def test_the_server_holds_no_solution(own_place: Path) -> None:
    client.grade(_request())
    greeted = client.greet()
    assert greeted is not None
    greeted[0].close()
    maps = Path(f"/proc/{greeted[1].pid}/maps")
    if not maps.exists():
        pytest.skip("needs /proc")
    assert _memory_contains(greeted[1].pid, b"grader.rendezvous")
    secret = b"The same by PyTorch's `nn.L1Loss`"
    assert secret in Path(rendezvous.__file__).parents[1].joinpath("solutions/mae.py").read_bytes()
    assert not _memory_contains(greeted[1].pid, secret)


def _memory_contains(pid: int, text: bytes) -> bool:
    with Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *rest = line.split()
            if "w" not in rights or (len(rest) > 3 and rest[3].startswith("/")):
                continue
            start, end = (int(x, 16) for x in span.split("-"))
            try:
                memory.seek(start)
                if text in memory.read(end - start):
                    return True
            except (OSError, ValueError):
                continue
    return False


# -- one line for many grades --------------------------------------------------------------------


@pytest.fixture
def line(own_place: Path) -> Iterator[client.Line]:
    client.grade(_request())  # starts the server
    made = client.Line()
    yield made
    made.close()


def _mixed() -> list[Request]:
    """Of several exercises, forms and outcomes, one written in NumPy and one that kills itself."""
    texts = {name: model_answer(load_catalogue().find(name)) for name in ("np-auc", "bce-backward")}
    ends_itself = GOOD.replace(b"return", b"__import__('os')._exit(3); return")
    other = [Request(name, text.encode(), "it.py", 4) for name, text in texts.items()]
    return [_request(BAD), _request(), *other, _request(ends_itself), _request(BAD), _request()]


def test_on_one_line_every_file_gets_the_verdict_it_gets_alone(line: client.Line) -> None:
    asked = _mixed()
    together = [line.grade(request) for request in asked]
    alone = [client.grade(request) for request in asked]
    assert [_timeless(each) for each in together] == [_timeless(each) for each in alone]
    assert [each.outcome for each in together].count("passed") == 4


def test_files_on_one_line_share_the_judge_and_nothing_else(line: client.Line) -> None:
    leaves = (
        b"import builtins, os\nprint('pid', os.getpid(), getattr(builtins, 'left', 'nothing'))\n"
    )
    leaves += b"builtins.left = 'something'\n" + GOOD
    printed = [line.grade(_request(leaves)).printed.split() for _ in range(3)]
    assert len({words[1] for words in printed}) == 3
    assert {words[2] for words in printed} == {"nothing"}
    wardens = _children(_server_pid())
    judges = [pid for warden in wardens for pid in _children(warden)]
    assert len(judges) <= 1 + 2  # its own, and what stands by


def test_a_line_outlives_its_judge_and_its_server(line: client.Line) -> None:
    assert line.grade(_request()).passed
    server = _server_pid()
    judges_and_candidates = [pid for warden in _children(server) for pid in _children(warden)]
    assert judges_and_candidates
    for killed in (judges_and_candidates, [server]):
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        assert all(_wait_until_gone(pid) for pid in killed)
        assert line.grade(_request()).passed
        assert line.grade(_request(BAD)).outcome == "failed"


def test_two_commands_at_once_are_both_served(own_place: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    client.grade(_request())
    with ThreadPoolExecutor(3) as pool:
        verdicts = list(pool.map(lambda s: client.grade(_request(seed=s)), range(6)))
    assert all(v.passed for v in verdicts)


def test_of_two_servers_that_start_at_once_the_first_knows_that_it_lost_its_place(
    own_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each found nobody there before the other listened, so both took the address."""
    with monkeypatch.context() as at_once:
        at_once.setattr(rendezvous, "connect", lambda timeout: None)
        first = rendezvous.listen()
        assert rendezvous.still_ours(first)
        second = rendezvous.listen()
    assert rendezvous.still_ours(second)
    assert not rendezvous.still_ours(first)
    rendezvous.forget(first)
    assert rendezvous.still_ours(second)
    rendezvous.forget(second)
