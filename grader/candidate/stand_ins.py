"""What stands in the place of modules that no loss needs.

They may be imported, and say at the first use what is the matter; what only decorates does nothing,
and what torch's own Python code asks of them is answered."""

from __future__ import annotations

import contextlib
import operator
import sys
import types
import typing
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import torch

from grader.candidate import reachable
from grader.candidate.refusal import OutOfReach, Shut, sentence

_C: Any = torch._C


def missing(module: str) -> Callable[[str], NoReturn]:
    """A module's `__getattr__` that refuses whatever it is asked for."""
    error, said = OutOfReach, sentence

    def __getattr__(name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        raise error(said(f"{module}.{name}"))

    return __getattr__


class StandIn(types.ModuleType):
    """A module that may be imported and not used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        below = sys.modules.get(f"{self.__name__}.{name}")
        if below is not None and name.startswith("_"):
            return below  # torch's own Python code asks for it
        raise Shut(sentence(f"{self.__name__}.{name}"))


def _as_it_is(thing: Any = None, *_: object, **__: object) -> Any:
    """A decorator that does nothing, with or without arguments of its own."""
    if callable(thing):
        return thing
    if thing is not None:
        raise Shut(sentence("code that is compiled from text"))
    return _as_it_is


def _no(*_: object, **__: object) -> bool:
    return False


def _yes(*_: object, **__: object) -> bool:
    return True


def _stand(name: str, **members: Any) -> StandIn:
    module = StandIn(name)
    module.__path__ = []  # a package: what is below it is asked for
    vars(module).update(members)
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    if parent:
        vars(sys.modules[parent])[last] = module
    return module


def put_in_place(modules: Iterable[str]) -> None:
    """Stand-ins for these modules of torch and for all that is shut altogether; what is left of
    torch asks some of them questions, which they answer."""
    decorations = dict.fromkeys(("script", "ignore", "unused", "export", "interface",
                                 "script_if_tracing", "script_method"), _as_it_is)  # fmt: skip
    for name in modules:
        _stand(f"torch.{name}")
    _stand("torch.jit", **decorations, is_scripting=_no, is_tracing=_no,
           Final=typing.Final, annotate=lambda _, value: value)  # fmt: skip
    settings = types.SimpleNamespace(error_on_nested_fx_trace=False)
    engine = types.SimpleNamespace(_disable=contextlib.nullcontext)
    _stand("torch._dynamo", disable=_as_it_is, is_compiling=_no, graph_break=_no,
           allow_in_graph=_as_it_is, disallow_in_graph=_as_it_is, config=settings,
           reset=_no, compiled_autograd=engine)  # fmt: skip
    # `use_deterministic_algorithms` writes a setting there that nobody reads
    sys.modules["torch._inductor.config"] = settings_of_none = types.ModuleType("config")
    _stand("torch._inductor", config=settings_of_none)
    for name in [n for n in sys.modules if n.split(".")[0] == "safetensors"]:
        del sys.modules[name]  # one of its functions reads from any address
    for name in ("onnx", "utils.benchmark", "utils.cpp_extension", "distributed",
                 "multiprocessing"):  # fmt: skip
        _stand(f"torch.{name}")
    vars(sys.modules["torch.distributed"]).update(is_available=_no, is_initialized=_no)
    _stand("torch.distributed.tensor", DTensor=type("DTensor", (), {}))
    _stand("torch.fx.experimental")
    guards = ("guard_or_false", "guard_or_true", "guard_size_oblivious", "expect_true")
    _stand("torch.fx.experimental.symbolic_shapes", **dict.fromkeys(guards, bool),
           is_nested_int=_no, guarding_hint_or_throw=int, has_guarding_hint=_yes,
           sym_eq=operator.eq)  # fmt: skip
    _stand("torch.ops", aten=_Ordinary(), profiler=types.SimpleNamespace(
        _record_function_enter_new=_no,
        _record_function_exit=types.SimpleNamespace(_RecordFunction=_no)))  # fmt: skip
    vars(torch).update(compile=_as_it_is, asarray=_asarray, __getattr__=missing("torch"))
    batched = sys.modules.get("torch._functorch.predispatch")
    if batched is not None:
        vars(batched)["DECOMPOSITIONS_LOADED"] = True  # they are written for operator objects
    torch.Tensor.__deepcopy__ = _deep_copy  # type: ignore[method-assign]
    torch.Tensor.__copy__ = _copy  # type: ignore[attr-defined]


class _Ordinary:
    """``torch.ops.aten``: the public function of that name, whatever the overload."""

    def __getattr__(self, name: str) -> Any:
        for owner in (torch, _C._nn, _C._special, _C._linalg, _C._fft):
            if not name.startswith("_") and name in _PUBLIC and hasattr(owner, name):
                return _Operator(getattr(owner, name))
        raise OutOfReach(sentence(f"torch.ops.aten.{name}"))


_PUBLIC = frozenset(
    " ".join(
        (reachable.TENSOR_FUNCTIONS, reachable.NN, reachable.SPECIAL, reachable.LINALG,
         reachable.FFT)
    ).split()
)  # fmt: skip


class _Operator:
    """A public function under the names of its overloads."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def __getattr__(self, overload: str) -> Any:
        if overload.startswith("_"):
            raise OutOfReach(sentence(f"an operator's {overload}"))
        return self.function


def stand_in_for(name: str) -> None:
    """Let this module be imported, and not used."""
    _stand(name)


def _asarray(obj: Any, *, dtype: Any = None, device: Any = None, copy: Any = None,
             requires_grad: bool = False) -> torch.Tensor:  # fmt: skip
    """``torch.asarray`` without its sharing of any object's memory."""
    made = torch.as_tensor(obj, dtype=dtype, device=device)
    made = made.clone() if copy else made
    return made.requires_grad_() if requires_grad else made


def _deep_copy(self: torch.Tensor, memo: dict[int, Any]) -> torch.Tensor:
    """``copy.deepcopy`` of a tensor, by its values instead of its storage."""
    if id(self) in memo:
        done: torch.Tensor = memo[id(self)]
        return done
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy "
            "protocol at the moment"
        )
    made = self.detach().clone().requires_grad_(self.requires_grad)
    memo[id(self)] = made
    return made


def _copy(self: torch.Tensor) -> torch.Tensor:
    """``copy.copy`` of a tensor: the same numbers under another name."""
    return self.detach().requires_grad_(self.requires_grad)
