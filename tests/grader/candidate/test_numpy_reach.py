"""An exercise in NumPy has the functions of a list and no PyTorch; one in PyTorch has no NumPy."""

from __future__ import annotations

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
}
_HEAD = "import numpy as np\nx = np.array([[1.0, 2.0], [3.0, 4.0]])\n"


@pytest.mark.parametrize("what", HONEST)
def test_honest_code_needs_no_more_than_the_list(inside: Inside, what: str) -> None:
    assert inside_numpy(inside, _HEAD + HONEST[what]) is True


def test_everything_on_the_list_is_there(inside: Inside) -> None:
    import numpy as np

    names = [n for n in reachable.NUMPY.split() if hasattr(np, n)]
    assert len(names) > 250
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


@pytest.mark.parametrize("name", ["numpy.random", "numpy.lib.stride_tricks", "numpy.testing"])
def test_modules_that_are_not_on_the_list_are_not_imported(inside: Inside, name: str) -> None:
    found = inside_numpy(inside, f"import {name}")
    assert isinstance(found, dict)
    assert found["error"] == "ModuleNotFoundError"


@pytest.mark.parametrize(
    "code",
    [
        "from numpy._core.multiarray import fromfile",
        "from numpy._core.multiarray import frombuffer",
        "from numpy._core.numeric import fromfile",
        "import sys; sys.modules['numpy.lib._npyio_impl'].load",
        "import sys; sys.modules['numpy._core.multiarray'].frombuffer",
        "import sys; sys.modules['numpy.lib._stride_tricks_impl'].as_strided",
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
