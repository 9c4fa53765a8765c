"""Closes the interpreter's own back doors in the candidate: an audit hook, for good.

Where the kernel's filters exist (``landlock``, ``seccomp``) this is a second layer with clearer
messages; where they do not, it is what keeps a learner's code from files and processes. It also
keeps the first net of ``guard`` from being cut: nothing may make code objects out of bytes, swap
them, walk the garbage collector or call into C.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

#: Events of these modules are refused whatever they are.
_REFUSED_KINDS = (
    "ctypes.", "ensurepip.", "fcntl.", "ftplib.", "imaplib.", "marshal.", "mmap.", "msvcrt.",
    "nntplib.", "poplib.", "pty.", "resource.", "shutil.", "smtplib.", "socket.", "sqlite3.",
    "subprocess.", "syslog.", "telnetlib.", "tempfile.", "urllib.", "webbrowser.", "winreg.",
)  # fmt: skip
_REFUSED = frozenset(
    {
        "gc.get_objects", "gc.get_referrers", "gc.get_referents", "code.__new__",
        "cpython.run_file", "cpython.run_interactivehook", "sys.addaudithook",
        "sys._current_frames", "sys._current_exceptions",
        "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system",
        "os.startfile", "os.kill", "os.killpg", "signal.pthread_kill",
        "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
        "os.chmod", "os.chown", "os.lockf", "os.utime", "os.setxattr", "os.removexattr",
        "os.chflags", "_thread.start_new_thread", "_thread.start_joinable_thread",
    }
)  # fmt: skip
#: What a function object must keep, so that a refusal stays one.
_FINAL = frozenset({"__code__", "__defaults__", "__kwdefaults__"})
#: Modules that reach into raw memory or start an interpreter without this hook.
_REFUSED_MODULES = frozenset(
    {
        "_ctypes", "_ctypes_test", "_testcapi", "_testinternalcapi", "_testbuffer",
        "_testmultiphase", "_testclinic", "_xxsubinterpreters", "_interpreters",
        "_xxinterpchannels", "_interpchannels", "_remote_debugging",
    }
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def read_no_bytecode() -> None:
    """Compile modules from source from here on: a crafted code object is raw memory access, so
    nothing may be unmarshalled, and a cached module would be."""

    def cache_from_source(*_: object, **__: object) -> NoReturn:
        raise NotImplementedError

    importlib._bootstrap_external.cache_from_source = cache_from_source


def start_no_processes() -> None:
    """Forget the one function that starts a process and raises no audit event."""
    for name in ("_posixsubprocess", "subprocess"):
        module = sys.modules.get(name)
        for function in ("fork_exec", "_fork_exec"):
            if module is not None:
                vars(module).pop(function, None)


def watch(readable: Iterable[str], hidden: Iterable[str], devices: Iterable[str]) -> None:
    """Refuse, by an audit hook that cannot be removed, what no loss function needs.

    Files may be read below ``readable`` and not below ``hidden``; ``devices`` may also be written.
    Everything the hook uses is bound here, so that nothing it relies on can be replaced.
    """

    def hook(
        event: str,
        args: tuple[Any, ...],
        _refused: frozenset[str] = _REFUSED,
        _kinds: tuple[str, ...] = _REFUSED_KINDS,
        _modules: frozenset[str] = _REFUSED_MODULES,
        _final: frozenset[str] = _FINAL,
        _error: type[PermissionError] = PermissionError,
        _missing: type[ModuleNotFoundError] = ModuleNotFoundError,
        _is: Callable[[Any, Any], bool] = isinstance,
        _str: type[str] = str,
        _bytes: type[bytes] = bytes,
        _int: type[int] = int,
        _plain: Callable[[Any], str] = str.__str__,
        _decoded: Callable[..., str] = bytes.decode,
        _inside: tuple[str, ...] = tuple(f"{root}/" for root in readable),
        _hidden: tuple[str, ...] = tuple(f"{root}/" for root in hidden),
        _exactly: frozenset[str] = frozenset(readable),
        _devices: frozenset[str] = frozenset(devices),
        _writing: int = _WRITING,
    ) -> None:
        if event in _refused or event.startswith(_kinds):
            raise _error("practice does not allow " + event + " while it grades")
        if event == "open":
            path, _, flags = args
            if _is(path, _int):
                return  # a descriptor that is open already
            if _is(path, _bytes):
                path = _decoded(path, "utf-8", "replace")
            elif _is(path, _str):
                path = _plain(path)  # a subclass may answer otherwise
            else:
                raise _error("practice does not allow opening this while it grades")
            if path in _devices:
                return
            if flags & _writing:
                raise _error("practice does not allow writing files while it grades")
            if (
                "/.." in path
                or not (path.startswith(_inside) or path in _exactly)
                or (path + "/").startswith(_hidden)
            ):
                raise _error("practice does not allow opening " + path + " while it grades")
        elif event == "import":
            name = args[0]
            if _is(name, _str) and _plain(name).rpartition(".")[2] in _modules:
                raise _missing("practice does not allow importing " + _plain(name))
        elif event == "object.__setattr__" and args[1] in _final:
            raise _error("practice does not allow replacing code while it grades")

    sys.addaudithook(hook)
