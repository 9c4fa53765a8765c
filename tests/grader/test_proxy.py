"""What the judge does while a candidate computes disturbs neither its account nor what follows."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time

import pytest

from grader import wire
from grader.calls import Call
from grader.limits import Limits
from grader.proxy import Candidate


class Beside(Candidate):
    """A candidate on the other end of a pair of sockets, which says what its one thread does."""

    def __init__(self) -> None:
        super().__init__(None, Limits(), {})  # type: ignore[arg-type]
        self.loaded = {"status": "loaded"}
        self.ended = 0
        self._spawn()

    def _spawn(self) -> None:
        self.sock, self.far = socket.socketpair()
        self.output, self.write = os.pipe()
        os.set_blocking(self.output, False)
        self.pid = os.getpid()
        threading.Thread(target=self._answer, args=(self.far,), daemon=True).start()

    def _answer(self, far: socket.socket) -> None:
        wire.receive(far, 2**20)
        with contextlib.suppress(wire.WireError):  # nobody may be there any more
            wire.send(far, {"status": "answered", "answers": [{"status": "raised"}]}, {})
        far.close()

    def _end(self) -> tuple[int, bool]:
        self.ended += 1
        assert self.sock is not None
        self.sock.close()
        self.sock = None
        for one in (self.output, self.write):
            os.close(one)
        return 0, True


def test_work_of_the_judge_is_no_waiting_of_the_learner_s_code() -> None:
    candidate = Beside()
    before = time.monotonic()
    (answer,) = candidate.ask(Call({}, {}), meanwhile=lambda: time.sleep(0.5))
    took = time.monotonic() - before
    assert took >= 0.5
    assert answer.status == "raised"
    assert candidate.spent.waiting <= took - 0.5


def test_work_that_breaks_leaves_no_answer_for_the_next_question() -> None:
    candidate = Beside()
    with pytest.raises(ZeroDivisionError):
        candidate.ask(Call({}, {}), meanwhile=lambda: 1 // 0)  # type: ignore[arg-type,return-value]
    assert candidate.ended == 1
    assert candidate.sock is None
