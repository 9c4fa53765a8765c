"""Exercises in NumPy, through the real grader: verdicts, and what is said."""

from __future__ import annotations

import re

import pytest

from exercises.catalogue import load_catalogue
from exercises.given import given
from exercises.libraries import INSTALL
from exercises.stub import stub_source
from grader import warden
from grader.candidate import confine, reachable
from packs.ways import sections
from tests.grader.conftest import Grade

pytest.importorskip("numpy", reason="an extra")

RIGHT = """
import numpy as np

def softmax_cross_entropy(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    lse = np.log(np.exp(shifted).sum(axis=1))
    return {result}
"""
LOSS = "(lse - shifted[np.arange(len(y)), y]).mean()"


def told(verdict: object) -> str:
    return " ".join(c.message for c in verdict.checks if c.status == "failed")  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["{}", "float({})", "np.float64({})", "np.array({})"])
def test_one_number_may_come_as_a_float_or_as_an_array(grade: Grade, way: str) -> None:
    verdict = grade("np-softmax-ce", RIGHT.format(result=way.format(LOSS)))
    assert verdict.outcome == "passed", told(verdict)


@pytest.mark.parametrize(
    ("change", "check", "said"),
    [
        (("import numpy as np", "import torch"), "loads", "is to be written in NumPy"),
        (("import numpy as np", "import scipy"), "loads", "Only NumPy and the standard library"),
        ((LOSS, f"[{LOSS}]"), "result", "list of 1 items; return the array alone"),
        ((LOSS, f"np.float32({LOSS})"), "result", "nothing narrower than float64"),
        ((LOSS, f"{LOSS} + 0j"), "result", "not an ordinary real array"),
        ((LOSS, "None"), "result", "returned None"),
        ((LOSS, "np.load('x')"), "result", "np.load is not among them"),
        ((LOSS, "np.lib.stride_tricks.as_strided(x)"), "result", "it lays an array over any"),
        (("    shifted =", "    x -= x.max(axis=1, keepdims=True)\n    shifted ="),
         "purity", "changes its input x in place"),
        (("    shifted =", "    np.seterr(all='ignore')\n    shifted ="),
         "state", "NumPy's error settings"),
        (("    shifted", "    x = x.astype(np.float32)\n    shifted"), "result", "narrower"),
        (("- x.max(axis=1, keepdims=True)", ""), "stability", "1e+04"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    grade: Grade, change: tuple[str, str], check: str, said: str
) -> None:
    source = RIGHT.format(result=LOSS).replace(*change)
    verdict = grade("np-softmax-ce", source)
    assert verdict.outcome == "failed"
    first = next(c for c in verdict.checks if c.level == "core" and c.status == "failed")
    assert first.id == check
    assert said in first.message.replace("10000", "1e+04")


def test_a_file_in_torch_is_told_in_chinese_too(grade: Grade) -> None:
    verdict = grade("np-softmax-ce", "import torch\n", lang="zh")
    assert "这道题要用 NumPy 写" in told(verdict)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("from numpy.lib.stride_tricks import as_strided",
         "numpy.lib.stride_tricks.as_strided is not among them: it lays an array over any memory, "
         "which `sliding_window_view` does not."),
        ("from numpy import load", "numpy.load is not among them."),
        ("from numpy import random", "numpy.random is not among them."),
        ("import numpy.fft as fft", "numpy.fft is not among them."),
    ],
)  # fmt: skip
def test_an_import_from_numpy_is_not_said_to_be_none(grade: Grade, line: str, said: str) -> None:
    """That "only NumPy and the standard library can be imported" is no reason here."""
    source = RIGHT.replace("import numpy as np", f"import numpy as np\n{line}").format(result=LOSS)
    message = told(grade("np-softmax-ce", source))
    assert message.startswith("Line 3: ")
    assert message.endswith(said)
    assert "不在其中" in told(grade("np-softmax-ce", source, lang="zh"))


def test_numpy_in_an_exercise_without_gradients_is_not_refused_for_them(grade: Grade) -> None:
    source = """
def expected_calibration_error(confidence, correct, bins):
    import numpy as np
    return np.histogram(confidence.numpy(), bins)
"""
    message = told(grade("ece", source))
    assert "is to be written in PyTorch, and NumPy is not there" in message
    assert "gradient" not in message


def test_float32_hidden_inside_is_seen(grade: Grade) -> None:
    source = RIGHT.format(result=f"np.float64({LOSS})")
    verdict = grade("np-softmax-ce", source.replace("shifted = x", "shifted = np.float32(x)"))
    assert [c.id for c in verdict.checks if c.status == "failed"][:1] == ["precision"]


def test_the_search_for_the_fault_works_on_arrays(grade: Grade) -> None:
    source = RIGHT.format(result=LOSS).replace("(shifted).sum(axis=1)", "(shifted).sum(axis=0)")
    verdict = grade("np-softmax-ce", source, explain=True)
    repair, example = verdict.diagnosis.repair, verdict.diagnosis.counterexample
    assert repair is not None
    assert (repair.lines, repair.kinds) == ([6], ["axis"])
    assert example is not None
    assert example.inputs.startswith("x = np.array(")


def test_the_line_where_values_leave_the_road_is_found(grade: Grade) -> None:
    source = RIGHT.format(result="(np.sqrt(np.abs(lse)) * shifted[0, 0] ** 3).sum()")
    step = grade("np-softmax-ce", source, explain=True).diagnosis.step
    assert step is not None
    assert (step.name, step.line) == ("lse", 6)


def test_an_exercise_in_torch_is_graded_by_the_same_server(grade: Grade) -> None:
    """And has no NumPy, whatever was graded before."""
    source = "import numpy as np\nimport torch\nclass MyMSELoss(torch.nn.Module):\n    pass\n"
    assert grade("np-softmax-ce", RIGHT.format(result=LOSS)).passed
    assert "No module named 'numpy'" in told(grade("mse", source))


def test_the_stub_is_in_numpy_and_not_written_yet(grade: Grade) -> None:
    source = stub_source(load_catalogue().find("np-softmax-ce"))
    assert source.startswith("import numpy as np\n\n\ndef softmax_cross_entropy(x, y):")
    assert "torch" not in source
    assert "tensor" not in source
    assert grade("np-softmax-ce", source).unwritten


@pytest.mark.parametrize(("lang", "word"), [("en", "tensor"), ("zh", "张量")])
def test_what_is_given_is_called_an_array(lang: str, word: str) -> None:
    said = " ".join(given(load_catalogue().find("np-softmax-ce"), lang))
    assert "NumPy" in said
    assert word not in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_of_numpy_is_barred_is_said_beforehand(lang: str) -> None:
    """And nothing else of it: each name in that line is refused, or let through, as it says."""
    (line,) = [s for s in given(load_catalogue().find("np-conv2d"), lang) if "as_strided" in s]
    there = {"np.linalg", "sliding_window_view"}
    named = set(re.findall(r"`([\w.]+)`", line)) - there
    assert named == {"as_strided", "frombuffer", "ctypes", "np.random", "np.fft", "np.ma"}
    shelved = {*reachable.NUMPY.split(), "linalg"}
    assert not {name.removeprefix("np.") for name in named} & shelved


_DIES = """
import numpy as np

def softmax_cross_entropy(x, y):
    {how}
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("import os; os.abort()", "died of SIGABRT"),
        ("return np.ndarray((1,), 'O', np.array([7])).tolist()", "died of SIGSEGV"),
        ("import os; os._exit(3)", "exit status 3"),
        ("while True: pass", "an endless loop?"),
    ],
)
def test_a_process_that_goes_away_is_not_said_to_have_called_a_loss(
    grade: Grade, how: str, said: str
) -> None:
    """The first check that runs the code looks for PyTorch's losses; that is not what failed."""
    verdict = grade("np-softmax-ce", _DIES.format(how=how))
    by_id = {check.id: check for check in verdict.checks}
    assert by_id["builtin"].status == "skipped"
    assert by_id["result"].status == "failed"
    assert said in by_id["result"].message
    first = next(c for c in verdict.checks if c.status == "failed")
    assert first.id == "result"


def test_without_numpy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warden.libraries, "has_numpy", lambda: False)
    found = warden._without_numpy(confine.Confinement())
    assert found is not None
    assert "not installed" in found[0]
    assert INSTALL in found[1]


def test_where_the_kernel_does_not_confine_nothing_in_numpy_is_graded() -> None:
    """NumPy reaches memory, and past Python's own nets there is nothing else then."""
    found = warden._without_numpy(confine.Confinement(kernel=False))
    assert found is not None
    assert "confine" in found[0]


def test_the_checks_speak_of_arrays(grade: Grade) -> None:
    source = sections("right", load_catalogue()["np-bce"])[0][1]
    names = [check.name for check in grade("np-bce", source.encode()).checks]
    assert "it returns arrays of the promised shape and dtype" in names
    assert not [name for name in names if "tensor" in name]
