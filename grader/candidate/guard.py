"""Refuses PyTorch's own losses inside the candidate, however they are spelled.

Three nets, each final for the life of the process:

* the dispatcher: every loss operator gets a kernel that raises, so ``nn.``, ``F.``,
  ``torch.ops.aten.``, ``torch._C._nn.``, TorchScript and ``torch.func`` all end there;
* Python code inside torch that computes a loss without such an operator (``torch._refs``,
  ``torch._decomp``, ``torch.distributions``, a few functions of ``torch.nn.functional``): the
  functions' code objects are replaced, so an alias saved anywhere refuses too;
* an audit hook: nothing may call into C by ``ctypes``, walk the garbage collector, swap code
  objects, or start what the kernel's filters refuse anyway where a platform has no such filters.

What is refused is remembered, so that a refusal the learner's code swallows is still seen.
"""

from __future__ import annotations

import ctypes
import re
import sys
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

import torch

#: Operators that compute a loss (or its gradient) outright. Matched against torch's own list.
_LOSS = re.compile(
    r"^(?!.*ctc).*_loss(\d?d|_nd)?(_forward|_backward)?$"
    r"|^(binary_)?cross_entropy|^kl_div|^linear_cross_entropy"
)
#: Where a kernel must stand so that no dispatch path reaches the original: the composite and the
#: CPU kernels, autograd's, and the two places at which ``torch.func`` substitutes its own.
_KEYS = (
    "CompositeImplicitAutograd",
    "CPU",
    "AutogradCPU",
    "FuncTorchBatched",
    "FuncTorchDynamicLayerFrontMode",
)

_MARK = "practice refuses PyTorch's own "
#: Names of refused operators and functions, in the order they were tried.
_refused: list[str] = []


class BuiltinRefused(RuntimeError):
    """Raised in the learner's code where it calls what it is asked to write."""


def loss_operators() -> list[str]:
    """Every ``aten`` overload that computes a loss, from torch's own operator table."""
    names = [n.removeprefix("aten::") for n in torch._C._dispatch_get_all_op_names()]
    return sorted(n for n in names if _LOSS.search(n.split(".")[0]))


def overloads(operators: Iterable[str]) -> list[str]:
    """All overloads of the named operators (``softmax`` -> ``softmax.int``, ``softmax.Dimname``)."""
    wanted = set(operators)
    names = {n.removeprefix("aten::") for n in torch._C._dispatch_get_all_op_names()}
    return sorted(n for n in names if n.split(".")[0] in wanted)


def refused() -> list[str]:
    """What was refused since the last call."""
    names = list(dict.fromkeys(_refused))
    _refused.clear()
    return names


def mark_of(error: BaseException) -> str | None:
    """The refused name when this error is a refusal, even one re-raised by TorchScript."""
    text = str(error)
    if _MARK not in text:
        return None
    return text.split(_MARK, 1)[1].split(":", 1)[0].split("\n", 1)[0]


def _kernel(name: str) -> Callable[..., NoReturn]:
    note = _refused.append
    text = f"{_MARK}{name}: write the loss from basic operations"

    def refuse(*_: object, _error: type = BuiltinRefused, **__: object) -> NoReturn:
        note(name)
        raise _error(text)

    return refuse


def refuse_operators(operators: Iterable[str]) -> None:
    """Give each operator a kernel that raises. About 2 ms for all losses."""
    library = torch._C._dispatch_library("IMPL", "aten", "", __file__, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch says once that kernels are overridden: they are
        for operator in operators:
            kernel = _kernel(operator)
            for key in _KEYS:
                library.impl(operator, key, kernel)
    # The kernels stay in force while the library object lives. It must not be found and reset, so
    # nothing refers to it, and an extra reference that nobody owns keeps it alive.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))


def _functions_in(namespace: Iterable[Any]) -> Iterator[types.FunctionType]:
    """Functions, methods and property getters, through wrappers and closures."""
    seen: set[int] = set()
    queue = list(namespace)
    while queue:
        thing = queue.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, types.FunctionType):
            yield thing
            queue.extend(_contents(cell) for cell in thing.__closure__ or ())
            queue.append(getattr(thing, "__wrapped__", None))
        elif isinstance(thing, staticmethod | classmethod):
            queue.append(thing.__func__)
        elif isinstance(thing, property):
            queue.extend((thing.fget, thing.fset))


def _contents(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


_PYTHON_LOSS = re.compile(r"loss|cross_entropy|kl_div|nll")


def python_losses() -> list[types.FunctionType]:
    """Functions inside torch that compute a loss in Python. Found once, in the zygote."""
    found: list[types.FunctionType] = []
    for name, module in list(sys.modules.items()):
        if name.startswith(("torch._refs", "torch._decomp")):
            wanted = [v for k, v in vars(module).items() if _PYTHON_LOSS.search(k)]
            found += [f for f in _functions_in(wanted) if _PYTHON_LOSS.search(f.__name__)]
        elif name.startswith("torch.distributions"):
            for value in list(vars(module).values()):
                if isinstance(value, type) and value.__module__.startswith("torch.distributions"):
                    members = _functions_in(vars(value).values())
                else:
                    members = _functions_in([value])
                found += [f for f in members if (f.__module__ or "").startswith("torch.distributions")]
    functional = torch.nn.functional
    found += list(
        _functions_in(
            [
                functional.multilabel_soft_margin_loss,
                functional.gaussian_nll_loss,
                functional.triplet_margin_with_distance_loss,
                vars(torch.nn.AdaptiveLogSoftmaxWithLoss)["forward"],
            ]
        )
    )
    unique = {id(function): function for function in found}
    # importing more of torch calls this one; it computes nothing
    unique.pop(id(torch.distributions.Distribution.set_default_validate_args), None)
    return list(unique.values())


def _refusing_code(name: str, free_variables: int) -> types.CodeType:
    """Code that raises, with as many free variables as the code it replaces must have."""
    cells = "".join(f"v{i} = " for i in range(free_variables)) or "v = "
    uses = "(" + "".join(f"v{i}, " for i in range(free_variables)) + ")"
    text = f"{_MARK}{name}: write the loss from basic operations"
    source = (
        f"def outer():\n    {cells}None\n"
        f"    def refuse(*_, **__):\n        {uses}\n        raise RuntimeError({text!r})\n"
        "    return refuse\n"
    )
    scope: dict[str, Any] = {}
    exec(compile(source, "<refused>", "exec"), scope)
    code: types.CodeType = scope["outer"]().__code__
    return code


def refusals_for(functions: Iterable[types.FunctionType]) -> list[tuple[Any, types.CodeType]]:
    """Pairs of function and the code it is to get; made once, in the zygote."""
    codes: dict[tuple[str, int], types.CodeType] = {}
    pairs = []
    for function in functions:
        inside = function.__module__ or "torch"
        name = inside if inside.startswith("torch.distributions") else function.__name__
        key = (name, len(function.__code__.co_freevars))
        code = codes.get(key) or codes.setdefault(key, _refusing_code(*key))
        pairs.append((function, code))
    return pairs


def refuse_functions(refusals: Iterable[tuple[Any, types.CodeType]]) -> None:
    for function, code in refusals:
        function.__code__ = code


def watch_the_interpreter(readable: tuple[str, ...]) -> None:
    """Refuse, by an audit hook that cannot be removed, what no loss function needs.

    ``readable`` are the folders from which modules may still be read; they matter only where the
    kernel has no better means than this hook.
    """
    denied = frozenset(
        {
            "ctypes.call_function", "ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle",
            "ctypes.addressof", "ctypes.cdata", "ctypes.cdata/buffer", "ctypes.string_at",
            "ctypes.wstring_at", "ctypes.set_exception", "ctypes.PyObj_FromPtr",
            "gc.get_objects", "gc.get_referrers", "gc.get_referents",
            "cpython.run_file", "cpython.run_interactivehook", "code.__new__",
            "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system",
            "subprocess.Popen", "pty.spawn", "os.kill", "os.killpg", "signal.pthread_kill",
            "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
            "os.truncate", "os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr",
            "os.chflags", "shutil.rmtree", "shutil.move", "shutil.copyfile", "tempfile.mkstemp",
            "tempfile.mkdtemp", "socket.__new__", "socket.connect", "socket.bind",
            "socket.getaddrinfo", "sqlite3.connect", "mmap.__new__", "resource.setrlimit",
            "resource.prlimit", "sys._current_frames", "sys._current_exceptions",
            "sys.unraisablehook", "fcntl.flock", "fcntl.lockf", "syslog.openlog", "syslog.syslog",
            "webbrowser.open", "_thread.start_new_thread", "_thread.start_joinable_thread",
        }
    )  # fmt: skip
    secrets = frozenset({"__code__", "__defaults__", "__kwdefaults__"})

    def hook(
        event: str,
        args: tuple[Any, ...],
        _denied: frozenset[str] = denied - {"code.__new__", "sys.unraisablehook"},
        _error: type[PermissionError] = PermissionError,
        _secrets: frozenset[str] = secrets,
        _str: type = str,
        _bytes: type = bytes,
        _type: Callable[[Any], type] = type,
        _readable: tuple[str, ...] = readable,
        _write: int = 0o3 | 0o100 | 0o1000 | 0o2000,
    ) -> None:
        if event in _denied:
            raise _error("practice does not allow " + event + " while it grades")
        if event == "open":
            path, _, flags = args
            if _type(path) is _bytes:
                path = path.decode("utf-8", "replace")
            if _type(path) is _str and not path.startswith(_readable):
                raise _error("practice does not allow opening " + path + " while it grades")
            if flags & _write and path != "/dev/null":
                raise _error("practice does not allow writing files while it grades")
        elif event == "object.__setattr__" and args[1] in _secrets:
            raise _error("practice does not allow replacing code while it grades")

    sys.addaudithook(hook)
