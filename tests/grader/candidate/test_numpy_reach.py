"""An exercise in NumPy has the functions of a list and no PyTorch; one in PyTorch has no NumPy."""

from __future__ import annotations

from typing import Any

import pytest

from grader.candidate import reachable
from tests.grader.candidate.conftest import Inside

pytest.importorskip("numpy", reason="an extra")


def inside_numpy(inside: Inside, code: str) -> object:
    return inside(code, numpy=True)


HONEST = {
    "softmax": """
e = np.exp(x - x.max(axis=1, keepdims=True))
result = bool(np.allclose((e / e.sum(axis=1, keepdims=True)).sum(1), 1))""",
    "fancy indexing": "result = x[np.arange(2), [1, 0]].tolist() == [2.0, 3.0]",
    "reductions": """
result = bool((x.var(), x.std(0), x.any(), x.all(), x.prod(), np.median(x), np.ptp(x)) is not None)
""",
    "linalg": """
result = bool(np.allclose(np.linalg.inv(x) @ x, np.eye(2)) and np.linalg.norm(x) > 0
              and np.linalg.svd(x)[1].shape == (2,) and np.linalg.eigh(x @ x.T)[0].shape == (2,))
""",
    "sorting": """
order = np.argsort(-x, axis=1, kind="stable")
result = bool((np.take_along_axis(x, order, 1)[:, 0] == x.max(1)).all()
              and np.searchsorted([1, 2, 3], 2) == 1 and np.unique(x).size == 4
              and np.bincount([0, 1, 1]).tolist() == [1, 2])""",
    "shapes": """
result = (np.concatenate([x, x]).shape, np.stack([x, x]).shape, np.pad(x, 1).shape,
          np.broadcast_to(x[0], (3, 2)).shape, x[:, None].shape, x.T.reshape(-1).shape,
          np.einsum("ij,kj->ik", x, x).shape, np.outer(x[0], x[1]).shape) is not None""",
    "ufunc methods": """
c = np.zeros(3)
np.add.at(c, [0, 0, 2], 1.0)
result = c.tolist() == [2.0, 0.0, 1.0] and np.logaddexp.reduce(x, axis=1).shape == (2,)""",
    "what C looks up when it first needs it": """
several = [u for u in vars(np).values() if isinstance(u, type(np.add))]
done = 0
for u in several:
    for way in (lambda: u.outer(x[0], x[1]), lambda: u.reduce(x), lambda: u.accumulate(x),
                lambda: u.reduceat(x, [0, 1]), lambda: u.at(x.copy(), [0], 1.0), lambda: u(x),
                lambda: u.outer(x > 2, x > 3), lambda: u(x.astype(object)), lambda: u("a", 1),
                lambda: u.outer(x.astype("int32"), x), lambda: u(x, where=x > 1), lambda: u.__doc__,
                lambda: u.outer(x.astype(object), 2), lambda: repr(u), lambda: u.signature):
        try:
            way()
            done += 1
        except Exception as error:
            str(error), repr(error)
result = len(several) > 70 and done > 400""",
    "outer": """
result = bool((np.subtract.outer(x[0], x[1]) == x[0][:, None] - x[1]).all()
              and np.equal.outer([0, 1], np.arange(2)).tolist() == [[True, False], [False, True]])
""",
    "numbers, records and texts": """
o = x.astype(object)
several = (o.sum(), o.mean(), o.std(), o.dot(o), o.max(), o.clip(1, 2), np.array(["a"]) == "a",
           np.array([b"a"]) + b"b", repr(np.zeros(2, "i4,f8")), np.dtype("i4,f8"),
           str(np.zeros(2, [("a", "f4")])["a"]),
           repr(np.dtype([("a", "f4")])), np.array([1 + 2j]).mean(), np.float16(1).sum(),
           repr(np.array(["2020"], "datetime64[D]")), np.round(o.astype(float)), x.T.round(1),
           np.bool_(True).any(), x.view("int64").var(), x.item(0), x.tolist(), complex(x[0, 0]))
result = several is not None""",
    "copies": """
import copy
result = bool((copy.deepcopy(x) == x).all() and (copy.copy(x) == x).all() and x.copy() is not x)""",
    "printing": "result = 'array' in repr(x) and '1.' in str(x) and f'{x[0, 0]:.1f}' == '1.0'",
    "annotations": """
import numpy.typing as npt
from numpy.typing import NDArray
def f(a: np.ndarray, b: NDArray[np.float64], c: npt.ArrayLike) -> np.float32: ...
result = True""",
    "from imports": """
from numpy import exp, log
from numpy.linalg import norm
import numpy.linalg as la
result = bool(exp(log(1.0)) == 1.0 and norm(x) == la.norm(x))""",
    "errstate": """
with np.errstate(all="ignore"):
    gone = np.log(np.array(0.0))
result = bool(np.isinf(gone))""",
    "dtypes": """
result = (x.astype(np.float32).dtype == np.float32 and np.finfo(x.dtype).eps < 1e-15
          and np.issubdtype(x.dtype, np.floating))""",
    "vectorize": "result = bool(np.vectorize(lambda v: v + 1)(x).sum() == x.sum() + 4)",
    "a number at a time": """
each = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
total = 0.0
for one in each:
    total += float(one) * (each.multi_index[0] + 1)
result = bool(total == 17.0 and np.fromiter((v for v in x.flat), float).shape == (4,)
              and np.frompyfunc(max, 2, 1)(x, 2.0).tolist() == [[2.0, 2.0], [3.0, 4.0]])""",
    "places": """
rows, columns = np.mgrid[:2, :2]
result = bool((rows[np.tril_indices_from(x)].sum(), np.ogrid[:2, :2][0].shape,
               x[np.diag_indices_from(x)].sum(), np.fromfunction(lambda i, j: i + j, (2, 2)).sum(),
               np.diagflat([1, 2]).shape) == (2, (2, 1), 5.0, 4.0, (2, 2)))""",
    "rarer functions": """
result = bool(np.histogram2d(x[0], x[1], bins=2)[0].sum() == 2 and np.int_(3) == np.lcm(3, 1)
              and np.copysign(1.0, -2.0) == -1 and np.real(x).sum() == 10 and np.spacing(1.0) > 0
              and np.histogram_bin_edges(x, 2).size == 3 and np.atan2(0.0, 1.0) == 0
              and len(np.unstack(x)) == 2 and np.cumulative_sum(x[0]).tolist() == [1.0, 3.0]
              and np.unique_counts(x).counts.sum() == 4 and np.polyfit([0, 1], [1, 3], 1).size == 2
              and np.nanquantile(x, 0.5) == 2.5 and np.einsum_path("ij,jk", x, x) is not None
              and isinstance(np.add, np.ufunc) and np.True_ and np.isreal(x).all())""",
    "vectorize over rows": """
def one(row, label):
    row = row.copy()
    row[label] -= 1
    return row
several = np.vectorize(one, signature="(c),()->(c)")(x, [0, 1])
dots = np.vectorize(np.dot, signature="(n),(n)->()")(x[:, None], x[None])
result = several.tolist() == [[0.0, 2.0], [3.0, 3.0]] and bool((dots == x @ x.T).all())""",
    "windows": """
import numpy.lib.stride_tricks as tricks
from numpy.lib import stride_tricks
from numpy.lib.stride_tricks import sliding_window_view
assert np.lib.stride_tricks.sliding_window_view is tricks.sliding_window_view
assert stride_tricks is tricks
result = sliding_window_view(x, 2, axis=1).tolist() == [[[1.0, 2.0]], [[3.0, 4.0]]]""",
}
_HEAD = "import numpy as np\nx = np.array([[1.0, 2.0], [3.0, 4.0]])\n"


@pytest.mark.parametrize("what", HONEST)
def test_honest_code_needs_no_more_than_the_list(inside: Inside, what: str) -> None:
    assert inside_numpy(inside, _HEAD + HONEST[what]) is True


def test_everything_on_the_list_is_there(inside: Inside) -> None:
    import numpy as np

    names = [n for n in reachable.NUMPY.split() if hasattr(np, n)]
    assert len(names) > 350
    code = f"result = [n for n in {names!r} if not hasattr(np, n)]"
    assert inside_numpy(inside, _HEAD + code) == []


@pytest.mark.parametrize(
    "code",
    [
        "np.load('x')", "np.save('x', x)", "np.fromfile('x')", "np.memmap('x')", "np.loadtxt('x')",
        "np.frombuffer(b'12345678')", "np.lib.stride_tricks.as_strided(x, (9,), (8,))",
        "np.ctypeslib.as_array(x)", "np.random.rand(3)", "np.f2py", "np.testing", "np.core",
        "np._core", "x.tofile('x')", "x.ctypes", "x.__array_interface__", "x.dumps()",
        "x.__reduce__()", "np.float64(1).__array_interface__", "np.from_dlpack(x)",
        "np.ndarray.tofile(x, 'x')", "np.DataSource",
    ],
)  # fmt: skip
def test_the_rest_is_refused_with_a_sentence(inside: Inside, code: str) -> None:
    found = inside_numpy(inside, _HEAD + code)
    assert isinstance(found, dict)
    assert found["error"] == "OutOfReach"
    assert "practice lets an exercise in NumPy use" in found["text"]
    assert "is not among them" in found["text"]


@pytest.mark.parametrize(
    "code",
    [
        "import numpy.random", "import numpy.testing", "from numpy import load", "import numpy.ma",
        "from numpy import random", "from numpy.random import rand", "from numpy.lib import npyio",
        "from numpy.lib.stride_tricks import as_strided",
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_is_not_imported_and_the_sentence_says_so(
    inside: Inside, code: str
) -> None:
    found = inside_numpy(inside, code)
    assert isinstance(found, dict)
    assert found["error"] == "ModuleNotFoundError"
    assert "is not among them" in found["text"]


_STRIDED = "it lays an array over any memory"


@pytest.mark.parametrize(
    "code",
    [
        "from numpy.lib.stride_tricks import as_strided", "np.lib.stride_tricks.as_strided",
        "sys.modules['numpy.lib.stride_tricks'].as_strided", "real.stride_tricks.as_strided(x)",
        "real.stride_tricks.as_strided(x, (9,))", "real.stride_tricks.as_strided(0, (9,), (8,))",
        "real.stride_tricks.as_strided(0)", "real.stride_tricks.as_strided(x, (9,), (8,), True)",
    ],
)  # fmt: skip
def test_what_lays_an_array_over_any_memory_is_refused_in_these_words(
    inside: Inside, code: str
) -> None:
    """Also where it is asked for in the module that NumPy itself uses."""
    real = "import sys\nreal = np.vectorize.__call__.__globals__['np'].lib\n"
    found = inside_numpy(inside, _HEAD + real + code)
    assert isinstance(found, dict)
    assert _STRIDED in found["text"]


_WALK = """
import sys, types
found, queue, seen = [], [np.lib.stride_tricks.sliding_window_view, np.vectorize, np.lib], set()
while queue and len(seen) < 200000:
    one = queue.pop()
    if id(one) in seen or isinstance(one, (str, bytes, int, float, np.ndarray)):
        continue
    seen.add(id(one))
    if isinstance(one, types.FunctionType) and one.__code__.co_name in ("as_strided", "memmap"):
        found.append(f"{one.__module__}.{one.__qualname__}")
    for name in ("__globals__", "__wrapped__", "__closure__", "__func__", "_implementation",
                 "__dict__", "cell_contents", "__self__", "__defaults__",
                 "__kwdefaults__", "func", "args"):
        try:
            queue.append(getattr(one, name))
        except Exception:
            pass
    if isinstance(one, dict):
        queue += list(one.values())
    elif isinstance(one, (tuple, list, set, frozenset)):
        queue += list(one)
result = [found, len(seen) > 5000]
"""


def test_nothing_that_is_let_through_leads_to_what_lays_arrays_over_memory(inside: Inside) -> None:
    assert inside_numpy(inside, _HEAD + _WALK) == [[], True]


_ALIKE = """
from numpy.lib.stride_tricks import sliding_window_view
big = np.arange(120.0).reshape(2, 3, 4, 5)
asked = [
    (big, 3, 3), (big, (2, 2), (2, 3)), (big, (2, 2), (-1, 0)), (big, (1, 2, 3, 4), None),
    (big[..., 1:4], (2, 2), (2, 3)), (big.transpose(3, 1, 0, 2), 2, 1), (big[::-1], 2, 0),
    (big, (2, 2), (3, 3)), (big, 5, 3), (big, 0, 0), (big[:0], 2, 1), (big[0, 0, 0], 2, None),
    (big.astype("int32"), [2], [1]), (big > 3, 2, 1), ([1.0, 2.0, 3.0], 2, None), (big, (), ()),
    (big, 6, 3), (big, -1, 0), (big, 2, None), (big, 2, 7), (big, (2, 2), 0), (big, 2.0, 3),
    (big, "a", 0), (np.float32(1), (), None),
]
result = []
for of, window, axis in asked:
    try:
        given = sliding_window_view(of, window, axis)
        result.append([list(given.shape), str(given.dtype), given.tolist(), given.flags.writeable])
    except Exception as error:
        result.append([type(error).__name__, str(error)])
"""


def test_windows_are_those_of_numpy_and_so_is_what_is_said(inside: Inside) -> None:
    import numpy as np

    names: dict[str, Any] = {"np": np}
    exec(_ALIKE, names)
    told = inside_numpy(inside, _HEAD + _ALIKE)
    for ours, theirs in zip(told, names["result"], strict=True):
        if "TypeError" in str(theirs[0]):  # in whatever words
            assert "TypeError" in ours[0]
        else:
            assert ours == theirs


def test_windows_share_the_memory_of_an_array_and_never_leave_it(inside: Inside) -> None:
    code = """
from numpy.lib.stride_tricks import sliding_window_view
y = np.arange(5.0)
view = sliding_window_view(y, 2, writeable=True)
view[0, 1] = 9.0
reads = sliding_window_view(y, 2)
y[0] = 7.0
class Longer(np.ndarray):
    shape = (1 << 20,)
    strides = (8,)
    size = 1 << 20
class Small(int):
    def __sub__(self, other): return -(1 << 20)
    def __lt__(self, other): return False
    def __gt__(self, other): return False
beyond = []
for way in (lambda: sliding_window_view(y.view(Longer), 2, subok=True),
            lambda: sliding_window_view(y.view(Longer), 2, subok=True, writeable=True),
            lambda: sliding_window_view(y, Small(1 << 20)),
            lambda: sliding_window_view(y, Small(2))):
    try:
        beyond.append(np.ndarray.size.__get__(way()) > 8)
    except Exception:
        beyond.append(False)
result = [y.tolist(), reads.tolist()[0], any(beyond)]
"""
    assert inside_numpy(inside, _HEAD + code) == [[7.0, 9.0, 2.0, 3.0, 4.0], [7.0, 9.0], False]


@pytest.mark.parametrize(
    "code",
    [
        "from numpy._core.multiarray import fromfile",
        "from numpy._core.multiarray import frombuffer",
        "from numpy._core.numeric import fromfile",
        "import sys; sys.modules['numpy.lib._npyio_impl'].load",
        "import sys; sys.modules['numpy._core.multiarray'].frombuffer",
        "import sys; sys.modules['numpy.lib._stride_tricks_impl'].as_strided",
        "import sys; sys.modules['numpy.lib._stride_tricks_impl'].sliding_window_view",
    ],
)
def test_what_is_withdrawn_is_not_lying_one_module_farther_in(inside: Inside, code: str) -> None:
    found = inside_numpy(inside, code)
    assert isinstance(found, dict)
    assert found["error"] in ("ImportError", "AttributeError", "KeyError", "ModuleNotFoundError")


@pytest.mark.parametrize(
    "code", ["import torch", "import torch.nn.functional as F", "from torch import nn"]
)
def test_torch_is_out_of_reach_and_a_sentence_says_so(inside: Inside, code: str) -> None:
    found = inside_numpy(inside, code)
    assert isinstance(found, dict)
    assert found["error"] == "ModuleNotFoundError"
    assert "is to be written in NumPy" in found["text"]


@pytest.mark.parametrize(
    "code",
    [
        "import numpy", "import torch; torch.ones(2).numpy()",
        "import torch; torch.from_numpy(None)", "import torch; torch.nn.functional.np",
        "from grader.arrays import bridge; bridge()",
    ],
)  # fmt: skip
def test_an_exercise_in_torch_has_no_numpy(inside: Inside, code: str) -> None:
    found = inside(code)
    assert isinstance(found, dict)
    assert found["error"] in ("ModuleNotFoundError", "OutOfReach", "AttributeError")


def test_files_and_processes_stay_refused_by_the_kernel(inside: Inside) -> None:
    code = """
import os
result = []
for way in (lambda: open("/etc/passwd"), lambda: os.open("/tmp", os.O_RDONLY), os.fork):
    try:
        way()
        result.append("done")
    except OSError:
        pass
"""
    assert inside_numpy(inside, _HEAD + code) == []
