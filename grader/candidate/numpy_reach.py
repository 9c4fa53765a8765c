"""NumPy in a candidate whose exercise is written in it: the names of a list, and no PyTorch.

``import numpy as np`` gives a module that holds what :mod:`reachable` names and says of the rest
that it is not among them; ``import torch`` says what the exercise is to be written in. What reads
files, shares memory or takes addresses is taken away inside NumPy too, so that it is not simply
picked up one module farther in.

That is for clear sentences and against easy ways. NumPy trusts the objects it is given, so a file
that sets its mind on it can get at this process's memory: what it cannot get past are the kernel's
layers, and the judge, which is another process. Where the kernel's layers are missing, no exercise
in NumPy is graded (``confine``).
"""

from __future__ import annotations

import functools
import importlib
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from grader.arrays import Bridge, bridge
from grader.candidate import foreign, reachable, state
from grader.candidate.refusal import OutOfReach

#: How every refusal of a part of NumPy begins.
MARK = "practice lets an exercise in NumPy use its ordinary functions of arrays and "
#: What the import of torch says.
IN_NUMPY = "this exercise is to be written in NumPy, `import numpy as np`, not in PyTorch"

#: Modules of NumPy that nothing listed needs: files, foreign code, tests, random numbers.
_GONE = (
    "numpy.ctypeslib", "numpy.f2py", "numpy.testing", "numpy.random", "numpy.lib._npyio_impl",
    "numpy.lib.npyio", "numpy.lib.format", "numpy.lib._format_impl", "numpy.lib._datasource",
    "numpy._core.memmap", "numpy.lib.stride_tricks", "numpy.lib.introspect", "numpy._core.records",
    "numpy.rec", "numpy.ma", "numpy.fft", "numpy.polynomial",
)  # fmt: skip
#: Functions that go wherever a module of NumPy holds them.
_WITHDRAWN = (
    "frombuffer", "fromfile", "fromstring", "from_dlpack", "fromregex", "genfromtxt", "loadtxt",
    "load", "save", "savez", "savez_compressed", "savetxt", "memmap", "as_strided",
    "sliding_window_view", "_reconstruct", "scalar", "set_numeric_ops", "_get_ndarray_c_version",
    "set_datetimeparse_function", "get_handler_name",
)  # fmt: skip


#: What lays an array over any address, and what is said beside its name.
STRIDES = "np.lib.stride_tricks.as_strided"
_INSTEAD = ": it lays an array over any memory, which `sliding_window_view` does not"


def sentence(name: str) -> str:
    """What every refusal says."""
    more = _INSTEAD if name.endswith("as_strided") else ""
    return f"{MARK}the plain standard library; {name} is not among them{more}"


class Numpy:
    """Gets hold of NumPy before the candidate is confined (:func:`ready`), hands it out after."""

    def __init__(self) -> None:
        self.bridge: Bridge = bridge()
        _warm()
        self.loaded = {
            name: module
            for name, module in sys.modules.items()
            if name.partition(".")[0] == "numpy" and isinstance(module, types.ModuleType)
        }

    def serve(self) -> None:
        """Put the list in NumPy's place and the sentence in PyTorch's. After `reach.enforce`, and
        final."""
        parts = {
            "numpy": reachable.NUMPY,
            "numpy.linalg": reachable.NUMPY_LINALG,
            "numpy.typing": reachable.NUMPY_TYPING,
            "numpy.lib": "",
            "numpy.lib.stride_tricks": "sliding_window_view",
        }
        np: Any = self.loaded["numpy"]
        restore = functools.partial(np.seterr, **np.geterr())
        state.in_numpy(np.geterr, restore, self.bridge.tensor)
        _withdraw(self.loaded.values())
        _windows(self.loaded["numpy.lib.stride_tricks"])
        shelves = {name: _shelf(name, self.loaded[name], kept) for name, kept in parts.items()}
        for name in [*parts][1:]:
            within, _, own = name.rpartition(".")
            vars(shelves[within])[own] = shelves[name]
        sys.modules.update(shelves)
        for name in [n for n in sys.modules if n.partition(".")[0] == "torch"]:
            del sys.modules[name]
        sys.meta_path.insert(0, _Finder())


def _warm() -> None:
    """Use what NumPy imports when it is first asked for: later there is no file to read it from."""
    import numpy as np
    import numpy.lib.stride_tricks
    import numpy.typing

    importlib.import_module("grader.candidate.numpy_windows")
    some = np.array([[1.0, 2.0], [3.0, 4.0]])
    repr(some), str(some[0]), repr(some[0, 0])
    some.sum(), some.mean(0), some.var(), some.std(), some.any(), some.all(), np.ptp(some)
    some.clip(0, 1), some.prod(), some.max(), some.min(), some.astype("float32").view("int32")
    np.add.outer(some, 1), np.vectorize(abs, signature="(n)->(n)")(some)
    np.linalg.inv(some), np.einsum("ij,jk", some, some), np.pad(some, 1), np.unique(some)
    failing: tuple[Callable[[], Any], ...] = (
        lambda: some[9], lambda: some + np.ones(3), lambda: some @ np.ones(3),
        lambda: np.log(np.array(["a"])), lambda: np.add("a", 1), lambda: some.sum(5),
        lambda: np.add.at(some.astype("int64"), 0, 0.5), lambda: np.array([[1], [1, 2]]),
        lambda: np.linalg.inv(np.zeros((2, 2))),
    )  # fmt: skip
    for wrong in failing:
        try:
            wrong()
        except Exception as error:
            str(error)


def _shelf(name: str, module: types.ModuleType, kept: str) -> types.ModuleType:
    """A module with the listed names of this one."""
    shelf = types.ModuleType(name)
    names = {key for key in kept.split() if hasattr(module, key)}
    vars(shelf).update({key: getattr(module, key) for key in names})
    vars(shelf).update(
        __path__=[], __all__=sorted(names), __getattr__=_missing(name), __version__="2",
    )  # fmt: skip
    return shelf


def _windows(stride_tricks: types.ModuleType) -> None:
    """What stands in the place of NumPy's own windows and of what they were made with."""
    from grader.candidate import numpy_windows

    vars(stride_tricks)["sliding_window_view"] = numpy_windows.sliding_window_view
    vars(stride_tricks)["as_strided"] = numpy_windows.spread


def _missing(module: str) -> Callable[[str], NoReturn]:
    short, error, said = module.replace("numpy", "np"), OutOfReach, sentence

    def __getattr__(name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        raise error(said(f"{short}.{name}"))

    return __getattr__


def _withdraw(modules: Iterable[types.ModuleType]) -> None:
    """Take what reads files, shares memory or takes addresses out of every module of NumPy."""
    import numpy as np

    loaded = list(modules)
    names = set(_WITHDRAWN)
    for module in loaded:
        for name in names & vars(module).keys():
            del vars(module)[name]
    for kind in (np.ndarray, np.generic):
        refused = [name for name in reachable.NUMPY_METHODS.split() if name in vars(kind)]
        foreign.replace({kind: {name: _refused(f"ndarray.{name}", kind) for name in refused}})
    for name in _GONE:
        sys.modules.pop(name, None)


def _refused(name: str, kind: type) -> Any:
    """What stands in the place of a method, or of an attribute that is read."""
    text, error = sentence(name), OutOfReach

    def refuse(*_: object, **__: object) -> NoReturn:
        raise error(text)

    read = type(vars(kind)[name.partition(".")[2]]).__name__ in ("getset_descriptor", "property")
    return property(refuse) if read else refuse


class _Finder:
    """Asked before all others for what is not loaded: says no to torch and the rest of NumPy."""

    def find_spec(self, name: str, *_: object) -> None:
        first = name.partition(".")[0]
        # With the name, `from numpy import x` would take the error for an absent module and say
        # something else.
        if first == "torch":
            raise ModuleNotFoundError(IN_NUMPY)
        if first == "numpy":
            raise ModuleNotFoundError(sentence(name))
