"""Takes from the candidate everything a loss function does not need, best means first.

Prepared once in the zygote (:class:`Confinement`). What Python takes away is taken away before or
after a candidate is forked (:func:`take_away`); the rest is entered after the fork and before the
learner's file is read (:func:`enter`). ``practice doctor`` reports :func:`layers`.
"""

from __future__ import annotations

import ctypes
import math
import os
import resource
import struct
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch

from exercises.added import added, named
from grader.candidate import (
    foreign,
    guard,
    interpreter,
    landlock,
    reach,
    ready_made,
    seatbelt,
    seccomp,
    stand_ins,
)
from grader.limits import Limits

if TYPE_CHECKING:
    from grader.candidate.numpy_reach import Numpy

_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo")
_READABLE_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/proc/cpuinfo", "/sys/devices/system/cpu")
_PACKAGES = ("typing_extensions.py",)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4

_libc = ctypes.CDLL(None, use_errno=True)


class Readable(NamedTuple):
    """Folders that may be read, and what below them may not."""

    roots: tuple[Path, ...]
    hidden: tuple[Path, ...]


def _standard_library() -> set[Path]:
    paths = sysconfig.get_paths()
    return {Path(paths[name]).resolve() for name in ("stdlib", "platstdlib")}


def library() -> Readable:
    """The standard library and shared libraries; no installed package, of this interpreter or of
    another, and so neither our own nor torch."""
    standard = _standard_library()
    pythons = [
        path.resolve()
        for root in _LIBRARIES
        for pattern in ("python*", "pypy*")
        for path in Path(root).glob(pattern)
    ]
    hidden = [
        *(path for path in pythons if path not in standard),
        *(root / name for root in standard for name in ("site-packages", "dist-packages")),
    ]
    roots = {*standard, *map(Path, (*_LIBRARIES, *_READABLE_FILES))}
    return Readable(_existing(roots), tuple(hidden))


def packages() -> Readable:
    """The few installed packages besides torch that a learner's file may import. Of torch itself
    nothing may be read: what it needs is in memory, and its sources hold losses."""
    installed = {sysconfig.get_paths()[name] for name in ("purelib", "platlib")}
    return Readable(_existing(Path(place) / name for place in installed for name in _PACKAGES), ())


def _existing(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted({path.resolve() for path in paths if path.exists()}))


def own_packages() -> list[Path]:
    """Where our own code lies, installed or in a checkout: the reference and the checks; and the
    packs."""
    home = Path(__file__).resolve().parents[2]
    rooms = [home / name for name in ("solutions", "grader", "exercises", "trainer")]
    return [*rooms, *(Path(pack.root) for pack in (*added(), *named()))]


class Refused(NamedTuple):
    """What would be the answer to an exercise: operators' kernels, and functions in Python."""

    kernels: guard.Kernels
    functions: ready_made.Refusals


class Confinement:
    """What the zygote prepares once and every candidate enters.

    ``kernel`` is False only in tests: it leaves out what a platform without Landlock and seccomp
    does not have, so that the other layers can be seen to hold alone; so is ``listed``, which
    leaves out the list of what may be reached.
    """

    def __init__(self, *, kernel: bool = True, listed: bool = True) -> None:
        self.kernel = kernel
        self.readable = (library(), packages())
        self.own = tuple(own_packages())  # now: inside, the list of packs cannot be read
        entries = [
            entry
            for readable in self.readable
            for root in readable.roots
            for entry in landlock.around(root, readable.hidden)
        ]
        self.rules = landlock.ruleset(entries, map(Path, _DEVICES)) if kernel else None
        self.losses = guard.kernels([*guard.loss_operators(), *guard.file_operators()])
        self._known = {operator.split(".")[0] for operator, _ in self.losses}
        self.refusals = guard.refusals_for(guard.python_losses())
        self.ready_made = ready_made.refusals()
        self.withdrawn = guard.withdrawn_names()
        self.beyond = reach.plan() if listed else None

    def besides(self, forbidden: Sequence[str]) -> tuple[str, ...]:
        """Of the names that a spec forbids, those of no loss: losses are refused everywhere."""
        return tuple(sorted(set(forbidden) - self._known))

    def refused_for(self, forbidden: Sequence[str]) -> Refused:
        """What is refused in an exercise: all losses, and what its spec names."""
        more = self.besides(forbidden)
        functions = [pair for name in more for pair in self.ready_made.get(name, [])]
        operators = [name for name in more if name not in self.ready_made]
        added = guard.kernels(guard.overloads(operators)) if operators else []
        return Refused([*self.losses, *added], [*self.refusals, *functions])


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
    # Backstop only: the judge counts processor time per call and ends a candidate long before.
    lower(resource.RLIMIT_CPU, math.ceil(limits.seconds_per_grade) + 5)


def give_memory_back() -> None:
    """Have the C library return what is freed at once (glibc), as it does not once it has seen a
    large tensor freed: the memory of a call is then what the call holds. `man 3 mallopt`."""
    if sys.platform == "linux" and hasattr(_libc, "mallopt"):
        _libc.mallopt(-1, 128 * 1024)  # M_TRIM_THRESHOLD; that of mmap no longer grows, either


def limit_processes() -> None:
    """No more processes or threads for this user. Root is not bound by it; seccomp is the means
    there. Called when torch has started the thread it needs."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def drop_capabilities() -> None:
    """As root: give up every capability but reading files (`man 2 capset`, version 3)."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    read_search = 1 << 2
    header = struct.pack("=Ii", 0x20080522, 0)
    data = struct.pack("=IIIIII", read_search, read_search, 0, 0, 0, 0)
    _libc.capset(header, data)


def by_kernel() -> bool:
    """Whether the kernel itself keeps a candidate from files and processes. Python's own nets do
    not hold where memory can be reached, as it can with NumPy (see `numpy_reach`)."""
    return (landlock.abi() > 0 and seccomp.supported()) or seatbelt.supported()


def take_away(confinement: Confinement, forbidden: Sequence[str], *, numpy: bool = False) -> None:
    """Take from this process's torch what no learner's code is to have, for good: all losses, what
    a spec names as ``forbidden``, all that is not on the list. It may fork candidates afterwards,
    which only have to :func:`enter`; a judge has to be forked before. ``numpy`` leaves NumPy where
    it is."""
    refused = confinement.refused_for(forbidden)
    guard.refuse_operators(refused.kernels)
    guard.refuse_functions(refused.functions)
    guard.withdraw(confinement.withdrawn)
    if confinement.beyond is not None:
        reach.enforce(confinement.beyond, numpy=numpy)


def enter(confinement: Confinement, limits: Limits, numpy: Numpy | None = None) -> None:
    """Confine this process for good, once what is to be was taken away. Order matters: Landlock
    binds only the calling thread and its offspring, so torch's own thread is started after it and
    before threads are refused; ctypes is shut once nothing of ours needs it any more. With
    ``numpy`` that takes torch's place for the learner's file."""
    torch.set_num_threads(1)
    limit_resources(limits)
    give_memory_back()
    drop_capabilities()
    if confinement.rules is not None:
        _require(landlock.enter(confinement.rules), "Landlock")
        os.close(confinement.rules)
    _warm_autograd()
    limit_processes()
    if confinement.kernel and seccomp.supported():
        landlock.no_new_privileges()
        _require(seccomp.enter(os.getpid()), "seccomp")
    if confinement.kernel:
        seatbelt.enter(map(str, confinement.own), _DEVICES)
    if numpy is not None:
        numpy.serve()
    foreign.shut()
    stand_ins.stand_in_for("ctypes")
    interpreter.start_no_processes()
    interpreter.watch(confinement.readable, _DEVICES, "torch" if numpy is None else "NumPy")


def _require(done: bool, layer: str) -> None:
    """A layer the kernel said it has must be there: the judge makes this an error of ours."""
    if not done:
        raise OSError(f"{layer} refused to confine the candidate")


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
        *(
            [("Seatbelt", True, "asked for: no network, processes, signals or writing")]
            if seatbelt.supported()
            else []
        ),
        ("resource limits", True, "processor time, open files, file size, core dumps"),
        (
            "memory limit",
            sys.platform == "linux",
            "address space is bounded"
            if sys.platform == "linux"
            else "this platform does not enforce a limit on address space",
        ),
        ("operator guard", True, "PyTorch's own losses are refused at the dispatcher"),
        (
            "list of what may be reached",
            foreign.supported(),
            "of torch: public tensor functions, nn, autograd; nothing that takes raw memory"
            if foreign.supported()
            else "functions only: this Python lays out its types differently",
        ),
        ("audit hook", True, "refuses files, processes and made-up code inside Python"),
        (
            "ctypes",
            foreign.supported(),
            "raw memory is out of reach from Python"
            if foreign.supported()
            else "this Python lays out its types differently: ctypes is only watched",
        ),
    ]
