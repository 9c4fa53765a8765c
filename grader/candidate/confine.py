"""Takes from the candidate everything a loss function does not need, best means first.

Prepared once in the zygote (:func:`prepare`), entered after the fork and before the learner's
file is read (:func:`enter`). ``practice doctor`` reports :func:`layers`.
"""

from __future__ import annotations

import ctypes
import os
import resource
import site
import struct
import sys
import sysconfig
import tempfile
from pathlib import Path

import torch

from grader.candidate import guard, landlock, seccomp
from grader.limits import Limits

_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo")
_READABLE_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/proc/cpuinfo", "/sys/devices/system/cpu")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_OURS = ("exercises", "grader", "solutions", "trainer", "screens", "cli.py")
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4

_libc = ctypes.CDLL(None, use_errno=True)


def readable_roots() -> list[Path]:
    """Folders modules may be imported from: the standard library, installed packages, libraries."""
    paths = sysconfig.get_paths()
    roots = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    roots |= {entry for entry in site.getsitepackages() if Path(entry).is_dir()}
    roots |= {str(Path(sys.base_prefix) / "lib"), *_LIBRARIES, *_READABLE_FILES}
    return sorted({Path(root).resolve() for root in roots})


def hidden_paths() -> list[Path]:
    """Our own packages, wherever they are installed: the reference must not be readable."""
    home = Path(__file__).resolve().parents[2]
    caches = [home / "__pycache__"]
    return [*(home / name for name in _OURS), *caches]


class Confinement:
    """What the zygote prepares once and every candidate enters."""

    def __init__(self) -> None:
        self.rules = landlock.ruleset(
            [
                entry
                for root in readable_roots()
                for entry in landlock.around(root, hidden_paths())
            ],
            [Path(device) for device in _DEVICES],
        )
        self.losses = guard.loss_operators()
        self.refusals = guard.refusals_for(guard.python_losses())
        self.readable = (*(str(root) for root in readable_roots()), *_DEVICES)


def leave_with_parent(signal_number: int = 9) -> None:
    """Die when the parent dies, so that nothing of ours outlives a killed grade (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def hide_memory() -> None:
    """Refuse tracing and reading of this process's memory by others (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit_resources(limits: Limits) -> None:
    """Hard limits, so that they cannot be raised again."""

    def lower(which: int, value: int) -> None:
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(which, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, 0)
    lower(resource.RLIMIT_NOFILE, 64)
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        used = pages * resource.getpagesize()
        lower(resource.RLIMIT_AS, used + limits.memory_mb * 2**20)


def drop_capabilities() -> None:
    """As root: give up every capability but reading files (`man 2 capset`, version 3)."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    read_search = 1 << 2
    header = struct.pack("=Ii", 0x20080522, 0)
    data = struct.pack("=IIIIII", read_search, read_search, 0, 0, 0, 0)
    _libc.capset(header, data)


def enter(confinement: Confinement, limits: Limits, forbidden: list[str]) -> None:
    """Confine this process for good. Order matters: Landlock binds only the calling thread and
    its offspring, so torch's own thread is started after it and before threads are refused."""
    torch.set_num_threads(1)
    limit_resources(limits)
    drop_capabilities()
    if confinement.rules is not None:
        landlock.enter(confinement.rules)
        os.close(confinement.rules)
    _warm_autograd()
    guard.refuse_operators([*confinement.losses, *guard.overloads(forbidden)])
    guard.refuse_functions(confinement.refusals)
    if seccomp.supported():
        landlock.no_new_privileges()
        seccomp.enter(os.getpid())
    guard.watch_the_interpreter(confinement.readable)


def _warm_autograd() -> None:
    leaf = torch.ones((), requires_grad=True)
    (leaf * leaf).backward()  # type: ignore[no-untyped-call]


def layers() -> list[tuple[str, bool, str]]:
    """Name, active or not, and what it means, for every layer of the confinement."""
    version = landlock.abi()
    return [
        (
            "Landlock",
            version > 0,
            f"version {version}: files, "
            + ("TCP, " if version >= 4 else "")
            + ("signals " if version >= 6 else "")
            + "outside the list are out of reach"
            if version
            else "missing: files are guarded by an audit hook inside Python only",
        ),
        (
            "seccomp",
            seccomp.supported(),
            "no child processes, threads, sockets or signals to others"
            if seccomp.supported()
            else "missing on this platform: child processes are caught by an audit hook only",
        ),
        ("resource limits", True, "memory, open files, file size and core dumps"),
        (
            "memory limit",
            sys.platform == "linux",
            "address space is bounded"
            if sys.platform == "linux"
            else "this platform does not enforce a limit on address space",
        ),
        ("operator guard", True, "PyTorch's own losses are refused at the dispatcher"),
        ("audit hook", True, "refuses ctypes, collector walks, processes, writing inside Python"),
    ]


def scratch() -> str:
    """A folder that exists and that the candidate may not write, as its working folder."""
    return tempfile.gettempdir()
