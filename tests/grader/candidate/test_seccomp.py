"""Which system calls a candidate may make. Asked below Python's functions, by their numbers."""

from __future__ import annotations

import ctypes.util
import errno
import json
import os
import platform
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from grader.candidate import seccomp

pytestmark = pytest.mark.skipif(not seccomp.supported(), reason="no seccomp filter here")

#: Enters the filter and nothing else, so that what is refused is refused by it. A call that a
#: process must not survive making is asked for with arguments that are wrong in any case: the
#: filter comes first, and EPERM tells it from EFAULT or EINVAL.
_ALONE = """
import ctypes, json, os, sys
from grader.candidate import landlock, seccomp
libc = ctypes.CDLL(None, use_errno=True)
landlock.no_new_privileges()
assert seccomp.enter(os.getpid())
found = []
for number, *arguments in json.loads(sys.argv[1]):
    ctypes.set_errno(0)
    done = libc.syscall(number, *(ctypes.c_long(a) for a in arguments))
    found.append(ctypes.get_errno() if done < 0 else 0)
print(json.dumps(found))
"""

COLUMN = {"x86_64": 0, "aarch64": 1}.get(platform.machine(), 0)
NUMBERS = {name: row[COLUMN] for name, row in seccomp._REFUSED.items() if row[COLUMN] is not None}


def errors(*calls: tuple[int | None, ...]) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, json.dumps(calls)],
        env={**os.environ, "PYTHONPATH": str(Path(seccomp.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[int] = json.loads(done.stdout)
    return found


def test_every_refused_call_is_refused() -> None:
    asked = [(number, -1, -1, -1, -1, -1, -1) for number in NUMBERS.values()]
    found = dict(zip(NUMBERS, errors(*asked), strict=True))
    assert {name: error for name, error in found.items() if error != errno.EPERM} == {}


def test_signals_reach_the_process_itself_and_nobody_else() -> None:
    kill = seccomp._SELF_ONLY["kill"][COLUMN]
    others = [(kill, pid, 0) for pid in (1, os.getppid(), 0, -1)]
    assert errors(*others) == [errno.EPERM] * len(others)
    getpid = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    code = _ALONE.split("found = []")[0] + getpid
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(seccomp.__file__).parents[2])},
        check=False,
    )
    assert done.returncode == -signal.SIGTERM


def test_a_new_kind_of_clone_looks_missing_so_that_libc_tries_the_old_one() -> None:
    assert errors((seccomp._CLONE3[COLUMN], 0, 0)) == [errno.ENOSYS]


def test_calls_newer_than_the_table_look_missing() -> None:
    """453 is the first after it, 463 is ``setxattrat``; the last is no call of any kernel."""
    newer = [(number, -1, -1, -1, -1, -1, -1) for number in (453, 463, 466, 469, 1023)]
    assert errors(*newer) == [errno.ENOSYS] * len(newer)
    assert max(filter(None, sum(seccomp._REFUSED.values(), ()))) <= seccomp._NEWEST_KNOWN


def test_every_number_is_the_one_libseccomp_knows() -> None:
    """For both machines, whichever this is."""
    found = ctypes.util.find_library("seccomp")
    if found is None:
        pytest.skip("libseccomp is not installed here")
    resolve = ctypes.CDLL(found).seccomp_syscall_resolve_name_rewrite
    resolve.argtypes = [ctypes.c_uint32, ctypes.c_char_p]
    table = {
        **seccomp._REFUSED, **seccomp._SELF_ONLY, "prlimit64": seccomp._PRLIMIT,
        "clone3": seccomp._CLONE3, "fcntl": (72, 25), "ioctl": (16, 29),
    }  # fmt: skip
    newer_than_library = -1
    wrong = {}
    for column, architecture in seccomp._MACHINES.values():
        for name, numbers in table.items():
            known = resolve(architecture, name.encode())
            number = numbers[column]
            if known != newer_than_library and known != number and not (known < 0 and not number):
                wrong[name, column] = (number, known)
    assert wrong == {}
    assert resolve(seccomp._MACHINES["x86_64"][1], b"kill") == 62


def test_limits_of_others_may_not_be_asked_for() -> None:
    number = seccomp._PRLIMIT[COLUMN]
    assert errors((number, os.getpid(), 0, 0, 0), (number, 0, 0, 0, 0)) == [errno.EPERM, 0]


def test_the_kernel_may_not_be_asked_to_signal_others_and_other_requests_pass() -> None:
    for numbers, values in seccomp._FOR_SOME.items():
        refused = errors(*((numbers[COLUMN], 0, value, 0) for value in values))
        assert refused == [errno.EPERM] * len(values)
        assert errors((numbers[COLUMN], 0, 1, 0)) != [errno.EPERM]


def test_ordinary_calls_are_left_alone() -> None:
    code = _ALONE.split("found = []")[0] + (
        "import time, os; time.sleep(0.001); r, w = os.pipe(); os.write(w, b'x'); os.read(r, 1);"
        "open(os.__file__).read(1); bytearray(1 << 24); print('fine')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(seccomp.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "fine", done.stderr


def test_the_program_is_well_formed() -> None:
    """Every jump stays inside, and the kernel's limit of 4096 instructions is far away."""
    code = seccomp.program(os.getpid())
    instructions = list(struct.iter_unpack("=HBBI", code))
    assert len(instructions) < 1000
    for place, (kind, true, false, _) in enumerate(instructions):
        if kind & 0x07 == 0x05:  # a jump
            assert place + 1 + max(true, false) < len(instructions)
    assert instructions[-1][0] == 0x06
