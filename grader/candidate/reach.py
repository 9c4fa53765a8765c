"""Turns the candidate's torch round: what may be reached is a list, the rest is refused.

Torch has many ways to compute past the dispatcher or to lay a tensor over any address. Taking them
away one at a time never ends, so everything on torch's C side that :mod:`reachable` does not name
is taken away at once: functions lose every name they have inside torch, types lose their methods,
operator objects lose the kernel they call. Python code of torch that rests on such a thing then
fails of itself, wherever it is reached from. Modules no loss needs have a stand-in, which lets the
import through and says at the first use what is the matter; what only decorates (``torch.compile``,
``torch.jit.script``) does nothing.

Planned once in the zygote (:func:`plan`), carried out in every candidate (:func:`enforce`).
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, NoReturn

import torch

from grader.candidate import foreign, reachable, stand_ins
from grader.candidate.refusal import OutOfReach, sentence

_C: Any = torch._C
_BUILTIN = types.BuiltinFunctionType


def _refusal(name: str) -> Callable[..., NoReturn]:
    text, error = sentence(name), OutOfReach

    def refuse(*_: object, **__: object) -> NoReturn:
        raise error(text)

    return refuse


class Plan(NamedTuple):
    """What is to be done in a candidate."""

    names: list[tuple[dict[str, Any], str]]
    """Entries of namespaces that go."""
    shut: list[tuple[Any, str]]
    """C modules whose missing names are refused with the sentence, and how they are called."""
    types: dict[type, dict[str, Any]]
    """Types, and what takes the place of attributes of each."""
    operators: list[dict[str, Any]]
    """Namespaces of operator objects."""
    modules: list[str]
    """Modules that get a stand-in."""
    numpy: list[tuple[dict[str, Any], str]]
    """Where torch's own modules hold NumPy, which lays an array over any address."""


def _wanted(text: str) -> set[str]:
    return set(text.split())


#: Attributes that are read, not called.
_READ = ("getset_descriptor", "member_descriptor", "property", "pybind11_static_property")
_MODULES_KEPT = {
    "_nn": reachable.NN,
    "_linalg": reachable.LINALG,
    "_special": reachable.SPECIAL,
    "_fft": reachable.FFT,
    "_autograd": reachable.AUTOGRAD,
    "_functorch": reachable.FUNCTORCH,
}
#: Data, and the nodes of the graph that autograd makes.
_WHOLE = ("_functions", "_return_types")


def _c_modules(module: types.ModuleType, name: str) -> Iterable[tuple[types.ModuleType, str]]:
    yield module, name
    for key, value in list(vars(module).items()):
        below = isinstance(value, types.ModuleType) and value.__name__ == f"{name}.{key}"
        if below and key not in _WHOLE:
            yield from _c_modules(value, value.__name__)


def plan() -> Plan:
    """Find all that is not on the list. About 30 ms, in the zygote."""
    gone: dict[int, Any] = {}
    shut: list[tuple[Any, str]] = []
    stripped: list[tuple[type, list[str]]] = []
    plumbing, kept_types = _wanted(reachable.PLUMBING), _wanted(reachable.TYPES)
    inner = _wanted(reachable.INNER_TYPES)
    for module, name in _c_modules(torch._C, "torch._C"):
        top = module is torch._C
        kept = plumbing if top else _wanted(_MODULES_KEPT.get(name.rpartition(".")[2], ""))
        shut.append((module, name))
        for key, value in vars(module).items():
            if isinstance(value, _BUILTIN) and key not in kept:
                gone[id(value)] = value
            elif _is_torchs_type(value) and key not in (kept_types if top else inner):
                stripped.append((value, _own(value)))
    functions = _C._VariableFunctionsClass
    stripped.append((functions, _beyond(functions, reachable.TENSOR_FUNCTIONS)))
    stripped.append((torch._C.TensorBase, _beyond(torch._C.TensorBase, reachable.TENSOR_METHODS)))
    for name in stripped[-2][1]:
        function = getattr(torch._C._VariableFunctions, name)
        gone[id(function)] = function
    names = [
        (vars(module), key)
        for name, module in list(sys.modules.items())
        if name.split(".")[0] == "torch" and isinstance(module, types.ModuleType)
        for key, value in list(vars(module).items())
        if id(value) in gone
    ]
    names += [
        (vars(module), key)
        for module, _ in shut
        for key, value in vars(module).items()
        if id(value) in gone
    ]
    refusals = {kind: _refusals(kind, attributes) for kind, attributes in stripped}
    return Plan(names, shut, refusals, _operators(), _unlisted(), _numpys())


class _Absent:
    """Finds NumPy nowhere, as where it is not installed."""

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == "numpy":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _numpys() -> list[tuple[dict[str, Any], str]]:
    """Where torch's Python modules hold NumPy, which they import wherever it is installed."""
    return [
        (vars(module), name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").partition(".")[0] == "torch"
        for name, value in list(vars(module).items())
        if isinstance(value, types.ModuleType) and value.__name__.partition(".")[0] == "numpy"
    ]


def _refusals(kind: type, attributes: list[str]) -> dict[str, Any]:
    shown = {"TensorBase": "Tensor", "_VariableFunctionsClass": "torch"}.get(
        kind.__name__, f"torch._C.{kind.__name__}"
    )
    found: dict[str, Any] = {}
    for name in attributes:
        refusal = _refusal(f"{shown}.{name}")
        read = type(vars(kind)[name]).__name__ in _READ
        found[name] = property(refusal) if read else refusal
    return found


def _is_torchs_type(value: Any) -> bool:
    return isinstance(value, type) and (value.__module__ or "").startswith("torch")


def _own(kind: type) -> list[str]:
    kept = ("__module__", "__doc__", "__dict__", "__weakref__", "__new__", "__hash__", "__name__",
            "__qualname__", "__members__", "__entries")  # fmt: skip
    return [name for name in vars(kind) if name not in kept]


def _beyond(kind: type, listed: str) -> list[str]:
    kept = _wanted(listed)
    return [name for name in vars(kind) if name not in kept and not name.startswith("__")]


def _operators() -> list[dict[str, Any]]:
    """Of every operator object made so far: packets, and their overloads."""
    found = []
    for namespace in list(vars(torch.ops).values()):
        for packet in list(getattr(namespace, "__dict__", {}).values()):
            if isinstance(packet, torch._ops.OpOverloadPacket):
                found.append(vars(packet))
                found += [
                    vars(overload)
                    for overload in vars(packet).values()
                    if isinstance(overload, torch._ops.OpOverload)
                ]
    return found


def _unlisted() -> list[str]:
    """Modules of torch that are loaded, have a public name and are not on the list."""
    kept = _wanted(reachable.MODULES)
    loaded = {name.split(".")[1] for name in sys.modules if name.startswith("torch.")}
    return sorted(name for name in loaded if name not in kept and not name.startswith("_"))


# -- in the candidate ----------------------------------------------------------------------------


def enforce(planned: Plan, *, numpy: bool = False) -> None:
    """Take away what is not on the list, for the rest of this process's life; ``numpy`` leaves
    NumPy to `numpy_reach`."""
    for namespace, name in planned.names:
        namespace.pop(name, None)
    for module, name in planned.shut:
        vars(module)["__getattr__"] = stand_ins.missing(name)
    foreign.replace(planned.types)
    refused = _refusal("calling an operator by its overload")
    for namespace in planned.operators:
        for name in ("_op", "_op_dk"):
            if name in namespace:
                namespace[name] = refused
    stand_ins.put_in_place(planned.modules)
    for namespace, name in planned.numpy:
        namespace.pop(name, None)
        if "HAS_NUMPY" in namespace:  # asked before a number of NumPy is looked for
            namespace["HAS_NUMPY"] = False
    if numpy:
        return
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "numpy"]:
        del sys.modules[loaded]
    sys.meta_path.insert(0, _Absent())
