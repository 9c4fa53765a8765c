"""Closes the interpreter's own back doors in the candidate: an audit hook, for good.

Where the kernel's filters exist (``landlock``, ``seccomp``) this is a second layer with clearer
messages; where they do not, it is what keeps a learner's code from files and processes. It also
keeps the first net of ``guard`` from being cut: nothing may make code objects out of bytes, swap
them, walk the garbage collector or call into C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from grader.candidate import refusal

#: Events of these modules are refused whatever they are.
_REFUSED_KINDS = (
    "ctypes.", "ensurepip.", "fcntl.", "ftplib.", "imaplib.", "mmap.", "msvcrt.",
    "nntplib.", "poplib.", "pty.", "resource.", "shutil.", "smtplib.", "socket.", "sqlite3.",
    "subprocess.", "syslog.", "telnetlib.", "tempfile.", "urllib.", "webbrowser.", "winreg.",
)  # fmt: skip
_REFUSED = frozenset(
    {
        "gc.get_objects", "gc.get_referrers", "gc.get_referents",
        "code.__new__", "marshal.load",
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


#: How every refusal of the hook begins.
_MARK = "practice does not allow"


def refuses(error: BaseException) -> bool:
    """Whether this error is one of the hook's refusals."""
    said = error.args[0] if type(error) is PermissionError and error.args else None
    return type(said) is str and said.startswith((_MARK, refusal.MARK))


def start_no_processes() -> None:
    """Forget the one function that starts a process and raises no audit event."""
    for name in ("_posixsubprocess", "subprocess"):
        module = sys.modules.get(name)
        for function in ("fork_exec", "_fork_exec"):
            if module is not None:
                vars(module).pop(function, None)


def watch(
    readable: Iterable[tuple[Iterable[Path], Iterable[Path]]],
    devices: Iterable[str],
    library: str = "torch",
) -> None:
    """Refuse, by an audit hook that cannot be removed, what no loss function needs.

    ``readable`` are pairs of folders: below the first of a pair files may be read, except below
    the second; ``devices`` may also be written. ``library`` is what may be imported beside the
    standard library. Everything the hook uses is bound here, so that
    nothing it relies on can be replaced.
    """
    places = [
        (_prefixes(roots), tuple(map(str.lower, _prefixes(hidden))), frozenset(map(str, roots)))
        for roots, hidden in readable
    ]
    genuine = _genuine_bytecode()

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
        _places: tuple[Any, ...] = tuple(places),
        _devices: frozenset[str] = frozenset(devices),
        _writing: int = _WRITING,
        _genuine: Callable[[bytes], bool] = genuine,
        _mark: str = _MARK,
        _packages: str = "/site-packages/",
        _library: str = library + " and the standard library",
        _sentence: Callable[[str], str] = refusal.sentence,
    ) -> None:
        if event in _refused or event.startswith(_kinds):
            raise _error(_mark + " " + event + " while it grades")
        if event == "open":
            path, _, flags = args
            if _is(path, _int):
                return  # a descriptor that is open already
            if _is(path, _bytes):
                path = _decoded(path, "utf-8", "replace")
            elif _is(path, _str):
                path = _plain(path)  # a subclass may answer otherwise
            else:
                raise _error(_mark + " opening this while it grades")
            if path in _devices:
                return
            if flags & _writing:
                raise _error(_mark + " writing files while it grades")
            # only spelled out in full; and some file systems do not tell cases apart
            if not ("/.." in path or "//" in path or "/./" in path):
                for inside, hidden, exactly in _places:
                    if path in exactly:
                        return
                    if path.startswith(inside) and not (path.lower() + "/").startswith(hidden):
                        return
            if _packages in path:  # as an import does; linecache too, and wants an OSError
                package = path.rpartition(_packages)[2].partition(".")[0]
                package = package.removesuffix("/__init__").replace("/", ".")
                if package.partition(".")[0] == "torch":
                    raise _error(_sentence(package))
                raise _error(_mark + " importing " + package + ": there are " + _library)
            raise _error(_mark + " opening " + path + " while it grades")
        if event == "marshal.loads":
            if not _genuine(args[0]):
                raise _error(_mark + " made-up bytecode while it grades")
        elif event == "import":
            name = args[0]
            if _is(name, _str) and _plain(name).rpartition(".")[2] in _modules:
                raise _missing(_mark + " importing " + _plain(name))
        elif event == "object.__setattr__" and args[1] in _final:
            raise _error(_mark + " replacing code while it grades")

    sys.addaudithook(hook)


def _prefixes(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(f"{folder}/" for folder in folders)


def _genuine_bytecode() -> Callable[[bytes], bool]:
    """A function that says whether code about to be unmarshalled is that of a module's own file.

    A crafted code object is raw memory access, so nothing is unmarshalled but what stands in a
    file that may be read; importing a module does just that. The file is named by whoever asks,
    and read again here, so that it does not matter who asks.
    """
    header = 16  # of a cached module: magic number, flags, time, size (PEP 552)
    frame, size, begin, read, close = sys._getframe, os.stat, os.open, os.read, os.close
    flags, error, kind, text = os.O_RDONLY, OSError, type, str

    def genuine(code: bytes) -> bool:
        path: Any = frame(2).f_locals.get("bytecode_path")
        if kind(path) is not text:
            return False
        try:
            length = size(path).st_size
            descriptor = begin(path, flags)
        except error:
            return False
        content = read(descriptor, length)
        close(descriptor)
        return content[header:] == code

    return genuine
