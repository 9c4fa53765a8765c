"""Refuses PyTorch's own losses inside the candidate, however they are spelled.

Three nets, each final for the life of the process:

* the dispatcher: every kernel that a loss operator has, at whichever key, is replaced by one that
  raises, so ``nn.``, ``F.``, ``torch.ops.aten.``, ``torch._C._nn.``, TorchScript, ``torch.func``,
  redispatching and calling a kernel by its key all end there;
* Python code inside torch that computes a loss without such an operator (``torch._refs``,
  ``torch._decomp``, ``torch.distributions``, a few functions of ``torch.nn.functional``): the
  functions' code objects are replaced, so an alias saved anywhere refuses too. Their source is
  out of reach (see ``confine``), so they cannot be compiled again;
* engines inside torch that call kernels past the dispatcher, and functions that reach into raw
  memory, are withdrawn.

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

from grader.candidate import foreign

#: Operators that compute a loss (or its gradient) outright. Matched against torch's own list.
#: Connectionist temporal classification is among them: with one step it is cross-entropy.
_LOSS = re.compile(
    r"_loss(\d?d|_nd)?(_forward|_backward)?$|^(binary_)?cross_entropy|^kl_div|^linear_cross_entropy"
)
#: Kernels at these keys only cast their inputs and call the operator again.
_AGAIN = ("Autocast",)
#: A line of ``torch._C._dispatch_dump`` that names a kernel: ``CPU: registered at ...``,
#: ``Autograd[alias]: registered at ...``.
_KERNEL_LINE = re.compile(r"^([A-Z]\w+)(?:\[alias\])?:", re.MULTILINE)

_MARK = "practice refuses PyTorch's own "
#: Names of refused operators and functions, in the order they were tried.
_refused: list[str] = []

Kernels = list[tuple[str, str]]


class BuiltinRefused(RuntimeError):
    """Raised in the learner's code where it calls what it is asked to write."""


def _names() -> list[str]:
    found = torch._C._dispatch_get_all_op_names()
    return [name.removeprefix("aten::") for name in found if name.startswith("aten::")]


def loss_operators() -> list[str]:
    """Every ``aten`` overload that computes a loss, from torch's own operator table."""
    return sorted(name for name in _names() if _LOSS.search(name.split(".")[0]))


def file_operators() -> list[str]:
    """Operators that read files: no loss, but the way to somebody else's."""
    return overloads(["from_file"])


def overloads(operators: Iterable[str]) -> list[str]:
    """All overloads of the named operators (``softmax``: ``softmax.int``, ``softmax.Dimname``)."""
    wanted = set(operators)
    return sorted(name for name in _names() if name.split(".")[0] in wanted)


def kernels(operators: Iterable[str]) -> Kernels:
    """Every kernel these operators have: operator and dispatch key, alias keys included.

    The dispatcher's tables are computed from these, so when none of them is left there is no
    path to the original. About 3 ms for all losses.
    """
    return [
        (operator, key)
        for operator in operators
        for key in sorted(set(_KERNEL_LINE.findall(torch._C._dispatch_dump(f"aten::{operator}"))))
        if not key.startswith(_AGAIN)
    ]


def refused() -> list[str]:
    """What was refused since the last call."""
    names = list(dict.fromkeys(_refused))
    _refused.clear()
    return names


def mark_of(error: BaseException) -> str | None:
    """The refused name when this error is a refusal, even one re-raised by TorchScript."""
    try:
        text = str(error)
    except BaseException:  # the learner's own exception class may do anything
        return None
    if _MARK not in text:
        return None
    return text.split(_MARK, 1)[1].split(":", 1)[0].split("\n", 1)[0]


def refuse(name: str) -> NoReturn:
    """What a refused Python function does in place of its work."""
    _refused.append(name)
    raise BuiltinRefused(f"{_MARK}{name}: write the loss from basic operations")


def _kernel(name: str) -> Callable[..., NoReturn]:
    note = _refused.append
    error = BuiltinRefused
    text = f"{_MARK}{name}: write the loss from basic operations"

    def refuse(*_: object, **__: object) -> NoReturn:
        note(name)
        raise error(text)

    return refuse


def refuse_operators(found: Kernels) -> None:
    """Put a kernel that raises in the place of each. About 3 ms for all losses."""
    library = torch._C._dispatch_library("IMPL", "aten", "", __file__, 0)
    refusing = {operator: _kernel(operator) for operator, _ in found}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch says once that kernels are overridden: they are
        for operator, key in found:
            library.impl(operator, key, refusing[operator])
    # The kernels stay in force while the library object lives. It must not be found and reset, so
    # nothing refers to it, and an extra reference that nobody owns keeps it alive.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))


# -- losses written in Python --------------------------------------------------------------------


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
#: What computes a density or a divergence in ``torch.distributions``.
_DENSITY = re.compile(r"log_prob|entropy|^_*kl|log_normalizer|x_log_x|cdf|_score")


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
                found += [
                    f
                    for f in members
                    if (f.__module__ or "").startswith("torch.distributions")
                    and _DENSITY.search(f.__name__)
                ]
    functional = torch.nn.functional
    found += list(
        _functions_in(
            [
                functional.multilabel_soft_margin_loss,
                functional.gaussian_nll_loss,
                functional.triplet_margin_with_distance_loss,
                functional.multi_head_attention_forward,
                vars(functional).get("linear_cross_entropy"),
                vars(torch.nn.AdaptiveLogSoftmaxWithLoss)["forward"],
            ]
        )
    )
    return list({id(function): function for function in found}.values())


def _refusing_code(name: str, free_variables: int) -> types.CodeType:
    """Code that refuses, with as many free variables as the code it replaces must have."""
    cells = "".join(f"v{i} = " for i in range(free_variables)) or "v = "
    uses = "(" + "".join(f"v{i}, " for i in range(free_variables)) + ")"
    source = (
        f"def outer():\n    {cells}None\n"
        f"    def refuse(*_, **__):\n        {uses}\n"
        f"        from {__name__} import refuse\n        refuse({name!r})\n"
        "    return refuse\n"
    )
    scope: dict[str, Any] = {}
    exec(compile(source, "<refused>", "exec"), scope)
    code: types.CodeType = scope["outer"]().__code__
    return code


def refusals_for(
    functions: Iterable[types.FunctionType], shown: Callable[[str], str] = str
) -> list[tuple[Any, types.CodeType]]:
    """Pairs of function and the code it is to get; made once, in the zygote. ``shown`` makes of a
    name the one that is said."""
    codes: dict[tuple[str, int], types.CodeType] = {}
    pairs = []
    for function in functions:
        inside = function.__module__ or "torch"
        name = f"{inside.split('.')[1]}." if inside.startswith("torch.distributions") else ""
        name += shown(function.__name__)
        key = (name, len(function.__code__.co_freevars))
        code = codes.get(key) or codes.setdefault(key, _refusing_code(*key))
        pairs.append((function, code))
    return pairs


def refuse_functions(refusals: Iterable[tuple[Any, types.CodeType]]) -> None:
    for function, code in refusals:
        function.__code__ = code


# -- ways past the dispatcher --------------------------------------------------------------------

#: Static Runtime calls some kernels directly; a storage may be made of any address; and models may
#: be read from files by C++, which no audit hook sees.
_WITHDRAWN = (
    "_jit_to_static_module",
    "_fuse_to_static_module",
    "_construct_storage_from_data_pointer",
    "import_ir_module",
    "_load_for_lite_interpreter",
    "_load_jit_module_from_file",
    "_load_mobile_module_from_file",
)
#: With the first, a node of Static Runtime could be put into a graph of the ordinary one; the rest
#: reads and writes files.
_WITHDRAWN_METHODS = {
    "Node": ("g_", "gs_"),
    "PyTorchFileReader": ("__init__",),
    "PyTorchFileWriter": ("__init__",),
}
#: The same in a type that C defines, whose attributes only C can take away.
_STORAGE_FILES = (
    "from_file", "_new_with_file", "_set_from_file", "_write_file", "_new_shared_filename_cpu",
    "_new_using_filename_cpu", "_share_filename_cpu_", "_new_shared_fd_cpu", "_new_using_fd_cpu",
    "_share_fd_cpu_",
)  # fmt: skip

Names = list[tuple[dict[str, Any], str]]


def withdrawn_names() -> Names:
    """Everywhere inside torch where something to be withdrawn has a name. Once, in the zygote."""
    gone = {id(vars(torch._C)[name]) for name in _WITHDRAWN if name in vars(torch._C)}
    return [
        (vars(module), name)
        for module in list(sys.modules.values())
        if isinstance(module, types.ModuleType) and module.__name__.startswith("torch")
        for name, value in list(vars(module).items())
        if id(value) in gone
    ]


def withdraw(names: Names) -> None:
    for namespace, name in names:
        namespace.pop(name, None)
    for kind, methods in _WITHDRAWN_METHODS.items():
        owner = getattr(torch._C, kind, None)
        for method in methods:
            if owner is not None and method in vars(owner):
                delattr(owner, method)
    foreign.take_away(torch._C.StorageBase, _STORAGE_FILES)
