"""Every row of the table of causes names what real code gets wrong, and nothing else."""

from __future__ import annotations

import math

import pytest
import torch
import torch.nn as nn
import torch.nn.functional as F

from grader.causes import CAUSES, cause
from tests.grader.conftest import Grade


class _Unready(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(1, 1)


class _Forgetful(nn.Module):
    def __init__(self, alpha):
        super().__init__()

    def forward(self):
        return self.alpha


X = torch.arange(6.0).reshape(2, 3)
HOT = torch.tensor([[1.0, 0, 0], [0, 1, 0]])


def _in_place():
    leaf = X.clone().requires_grad_()
    leaf += 1


def _overwritten():
    leaf = X.clone().requires_grad_()
    out = leaf.exp()
    out += 1
    out.sum().backward()


def _backward_returning(*shapes):
    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx, one, other):
            return one + other

        @staticmethod
        def backward(ctx, grad):
            return tuple(torch.ones(shape) for shape in shapes)

    Twice.apply(X.clone().requires_grad_(), X).sum().backward()


def _no_self():
    class Loss:
        def forward(y_pred, y_true):
            return y_pred

    Loss().forward(1, 2)


REAL = [
    ("super() missing", lambda: _Unready(), "super().__init__()"),
    ("super() missing and called", lambda: nn.Module.__call__(object.__new__(_Unready)), "super()"),
    ("caret for power", lambda: (X - 1) ^ 2, "exclusive or"),
    ("max with dim", lambda: X - X.max(dim=1), ".values"),
    ("sort with dim", lambda: X.sort(dim=1).exp(), ".values"),
    ("numpy", lambda: __import__("numpy_of_nobody"), "NumPy"),
    ("one_hot of one-hot", lambda: F.one_hot(HOT), "one-hot already"),
    ("indexing by one-hot", lambda: X[HOT], "Indexing needs"),
    ("gather by floats", lambda: X.gather(1, HOT), "int64"),
    ("math.log of a tensor", lambda: math.log(X), "torch.log"),
    ("float() of a tensor", lambda: float(X), "torch.log"),
    (".item() of a tensor", lambda: X.item(), "torch.log"),
    ("if of a tensor", lambda: 1 if HOT == 1 else 0, "torch.where"),
    ("Python's max", lambda: max(X, HOT), "torch.where"),
    ("shapes", lambda: X / X.sum(1), "keepdim"),
    ("matmul", lambda: X @ HOT, "matrix products"),
    ("dot", lambda: X.dot(HOT), "matrix products"),
    ("mean of whole numbers", lambda: torch.arange(3).mean(), "floating-point"),
    ("softmax of whole numbers", lambda: torch.arange(3).softmax(0), "floating-point"),
    ("matmul of two dtypes", lambda: X.double() @ X.t(), "different dtypes"),
    ("in place on a leaf", _in_place, "in place"),
    ("overwritten", _overwritten, "overwritten"),
    ("too few gradients", lambda: _backward_returning((2, 3)), "one gradient for each"),
    ("a gradient of another shape", lambda: _backward_returning((5,), (2, 3)), "of their shapes"),
    ("no such axis", lambda: X[0].sum(dim=1), "no such axis"),
    ("too many indices", lambda: X[0, 0, 0], "no such axis"),
    ("import missing", lambda: eval("F.relu", {}), "import is missing"),
    ("name misspelt", lambda: eval("y_perd", {}), "no value there"),
    ("method of a number", lambda: (0.5).mean(), "plain Python number"),
    ("nothing stored", lambda: _Forgetful(0.5).forward(), "self.name"),
    ("no parentheses", lambda: X.mean + 1, "parentheses"),
    ("forward without self", _no_self, "`self` first"),
    ("None", lambda: None + X, "None"),
    ("division by zero", lambda: 1 / (3 - 3), "divided by zero"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words"), [r[1:] for r in REAL], ids=[r[0] for r in REAL])
def test_the_cause_of_real_code_is_named(code, words):
    with pytest.raises(Exception) as raised:  # noqa: PT011
        code()
    message = str(raised.value).replace("numpy_of_nobody", "numpy")
    found = cause(type(raised.value).__name__, message)
    assert found is not None, f"{type(raised.value).__name__}: {message}"
    assert words in found.en
    assert found.zh


def test_every_row_is_met_by_real_code():
    met = set()
    for _, code, _ in REAL:
        try:
            code()
        except Exception as error:
            met.add(cause(type(error).__name__, str(error).replace("numpy_of_nobody", "numpy")))
    assert [row.text.en for row in CAUSES if row.text not in met] == []


def test_what_is_not_certain_has_no_cause():
    assert cause("ValueError", "too many values to unpack") is None
    assert cause("RuntimeError", "something of the learner's own") is None


_MAE = """
import torch
import torch.nn as nn
class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return {}
"""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (_MAE.format("((y_pred - y_true) ^ 2).mean()"), "exclusive or"),
        (_MAE.format("torch.tensor([abs(y_pred - y_true)]).mean()"), "takes one number"),
        (_MAE.replace("(self, ", "(").format("(y_pred - y_true).abs().mean()"), "def forward(self"),
        (_MAE.replace("(nn.Module)", "").format("(y_pred - y_true).abs().mean()"), "nn.Module"),
    ],
    ids=["caret", "tensor of tensors", "no self", "no module"],
)
def test_the_verdict_says_it(grade: Grade, source: str, words: str) -> None:
    verdict = grade("mae", source)
    assert verdict.outcome == "failed"
    assert any(words in check.message for check in verdict.checks)


_REFUSED = {
    "opening": ("open('/etc/passwd')", "/etc/passwd", "打开"),
    "writing": ("open('/tmp/x', 'w')", "writing files", "写文件"),
    "process": ("__import__('os').system('true')", "os.system", "os.system"),
    "module": ("__import__('rich')", "importing rich", "导入 rich"),
    "torch": ("torch._C._jit_pass_inline(None)", "torch._C._jit_pass_inline", "公开的张量函数"),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_what_is_refused_is_said_in_both_languages(grade: Grade, name: str) -> None:
    code, english, chinese = _REFUSED[name]
    source = _MAE.format(f"({code}, (y_pred - y_true).abs().mean())[1]")
    for lang, words in (("en", english), ("zh", chinese)):
        message = next(c.message for c in grade("mae", source, lang=lang).checks if c.message)
        assert words in message
        assert ("practice does not allow" in message or "lets a loss" in message) == (lang == "en")
