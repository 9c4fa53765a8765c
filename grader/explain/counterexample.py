"""The smallest input that proves the answer wrong, found and shrunk by hypothesis.

Small sizes, small whole numbers, one-hot where one-hot is promised. The search asks the candidate
a fixed number of times, never by the clock, so that a verdict can be reproduced.
"""

from __future__ import annotations

import os
import random
from typing import Any

import torch
from hypothesis import HealthCheck, Phase, configuration, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.internal.conjecture import providers

from exercises.signature import Library
from grader import tolerance
from grader.calls import Answer, Call, as_one
from grader.case import Case
from grader.explain.small import LARGEST_NUMBER, small_inputs
from grader.failure import farthest, figure, place_of, told_apart
from grader.inputs import Inputs, cast
from grader.verdict import Counterexample

# Hypothesis seeds its search with constants from the caller's source files and caches them on
# disk. Ours must be the same search everywhere and leave no file: nowhere to write, none to read.
configuration.set_hypothesis_home_dir(os.devnull)
if hasattr(providers, "_get_local_constants"):
    _NONE = type(providers.GLOBAL_CONSTANTS)()
    providers._get_local_constants = lambda: _NONE

_MOST_EXAMPLES, _MOST_CALLS = 60, 150
#: A result of more entries is not shown whole.
_WHOLE = 12
_VALUE_CHECKS = ("result", "figures", "agreement", "parameters", "stability")


def smallest(case: Case, failed_check: str) -> Counterexample | None:
    """A counterexample for a wrong value or a wrong gradient; None for other failures."""
    if failed_check in _VALUE_CHECKS:
        about = "value"
    elif failed_check == "gradient":
        about = "gradient"
    else:
        return None
    numbers = [*range(LARGEST_NUMBER + 1), *range(-1, -LARGEST_NUMBER - 1, -1)]
    if failed_check == "stability":
        most = case.spec.check("stability").scale or 1e4
        far = [n for n in (10000, 1000, 100) if n <= most]
        numbers = [0, 1, *(sign * n for n in far for sign in (1, -1))]
    init_choices = case.settings() if failed_check == "parameters" else case.settings()[:1]
    search = _Search(case, about)
    strategy = st.tuples(st.sampled_from(init_choices), small_inputs(case.spec, numbers, about))
    try:
        init, values = find(
            strategy,
            lambda drawn: search.is_wrong(*drawn),
            settings=settings(
                max_examples=_MOST_EXAMPLES,
                database=None,
                deadline=None,
                derandomize=False,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            ),
            random=random.Random(case.seed),
        )
    except NoSuchExample:
        return None
    return search.shown(init, values)


class _Search:
    def __init__(self, case: Case, about: str) -> None:
        self.case, self.about = case, about
        self.asked: dict[str, bool] = {}

    def is_wrong(self, init: dict[str, Any], values: Inputs) -> bool:
        """The same of the same inputs, also when no more may be asked: hypothesis asks for what it
        found once more at the end, and calls a search flaky that says something else then."""
        key = _code(values, init)
        if key not in self.asked and len(self.asked) < _MOST_CALLS:
            self.asked[key] = self._asked_is_wrong(init, values)
        return self.asked.get(key, False)

    def _asked_is_wrong(self, init: dict[str, Any], values: Inputs) -> bool:
        if self.about == "gradient" and self._at_a_kink(values):
            return False
        answer = self._ask(init, values)
        if self.about == "value":
            return not self._value_right(answer, as_one(self.case.expected(values, init)), values)
        _, expected = self.case.expected_gradients(values, init)
        return any(not _gradient_right(answer, n, g) for n, g in expected.items())

    def _at_a_kink(self, values: Inputs) -> bool:
        """Where prediction equals target a loss may have no derivative: nothing was promised."""
        plain = [
            v for v in values.values() if isinstance(v, torch.Tensor) and v.dtype == torch.float64
        ]
        same_shape = len(plain) == 2 and plain[0].shape == plain[1].shape
        return same_shape and bool((plain[0] == plain[1]).any())

    def _ask(self, init: dict[str, Any], values: Inputs) -> Answer:
        given = cast(values, torch.float32)
        wanted = self.about == "gradient"
        call = self.case.differentiated(given, init) if wanted else Call(given, init)
        return self.case.candidate.ask(call)[0]

    def _value_right(self, answer: Answer, expected: torch.Tensor, values: Inputs) -> bool:
        if answer.status != "tensor" or answer.value is None:
            return answer.status == "raised"  # an exception has its own sentence
        sizes = [float(v.abs().max()) for v in values.values()
                 if isinstance(v, torch.Tensor) and v.is_floating_point()]  # fmt: skip
        scale = max(1.0, *sizes) if sizes else 1.0
        return tolerance.close(answer.value.double(), expected, scale)

    def _literal(self, value: torch.Tensor) -> str:
        if value.numel() > _WHOLE:
            called = "an array" if self.case.spec.signature.numpy else "a tensor"
            return f"{called} of shape {list(value.shape)}"
        return _nested(value)

    def shown(self, init: dict[str, Any], values: Inputs) -> Counterexample | None:
        answer = self._ask(init, values)
        code = _code(values, init, self.case.spec.signature.library)
        if self.about == "gradient":
            return self._gradient_shown(answer, init, values, code)
        if answer.value is None:
            return None
        results = self.case.expected(values, init)
        if len(results) == 1 and not results[0].is_floating_point():
            # whole numbers and truth values as they are, not as 1.0
            if answer.value.shape == results[0].shape and results[0].dim():
                return self._apart(code, results[0], answer.value)
            return Counterexample(
                inputs=code, expected=self._literal(results[0]), got=self._literal(answer.value)
            )
        expected, got = as_one(results), answer.value.double()
        if got.shape != expected.shape:
            return Counterexample(
                inputs=code, expected=self._literal(expected), got=self._literal(got)
            )
        if got.numel() != 1:
            return self._apart(code, expected, got)
        difference = float(got) - float(expected)
        want, have = told_apart(float(expected), float(got))
        return Counterexample(inputs=code, expected=want, got=have, difference=f"{difference:+.4g}")

    def _apart(self, code: str, expected: torch.Tensor, got: torch.Tensor) -> Counterexample:
        """Two results of one shape, whole where that shows what differs, else where most does."""
        want, have = self._literal(expected), self._literal(got)
        if want == have or expected.numel() > _WHOLE:
            at = farthest(got, expected)
            want, have = told_apart(float(expected[at]), float(got[at]))
            where = f"[{', '.join(map(str, at))}]"
            return Counterexample(
                inputs=code, expected=f"{where} = {want}", got=f"{where} = {have}"
            )
        return Counterexample(inputs=code, expected=want, got=have)

    def _gradient_shown(
        self, answer: Answer, init: dict[str, Any], values: Inputs, code: str
    ) -> Counterexample | None:
        _, expected = self.case.expected_gradients(values, init)
        for name, gradient in expected.items():
            if _gradient_right(answer, name, gradient):
                continue
            got = answer.gradient(name, gradient)
            if got is None:
                return Counterexample(
                    inputs=code,
                    expected=f"{name}.grad = {self._literal(gradient)}",
                    got="no gradient",
                    about="gradient",
                )
            if got.shape != gradient.shape:
                return None
            apart = (got.double() - gradient).abs().nan_to_num(nan=torch.inf)
            index = int(apart.argmax())
            where = f"{name}.grad[{', '.join(map(str, place_of(index, gradient.shape)))}]"
            want = float(gradient.flatten()[index])
            have = float(got.double().flatten()[index])
            wanted, given = told_apart(want, have)
            return Counterexample(
                inputs=code,
                expected=f"{where} = {wanted}",
                got=given,
                difference=f"{have - want:+.4g}",
                about="gradient",
            )
        return None


def _gradient_right(answer: Answer, name: str, expected: torch.Tensor) -> bool:
    if answer.status != "tensor":
        return answer.status == "raised"
    got = answer.gradient(name, expected)
    return got is not None and tolerance.gradient_close(got, expected)


def _nested(value: torch.Tensor) -> str:
    if value.dim() == 0:
        if not value.is_floating_point():
            return str(value.item())
        number = float(value)
        whole = number == int(number) if abs(number) < 1e9 else False
        return f"{number:.1f}" if whole else figure(number)
    return "[" + ", ".join(_nested(part) for part in value) + "]"


def _code(values: Inputs, init: dict[str, Any], library: Library = "torch") -> str:
    """Python that builds the inputs and can be pasted."""
    make = "np.array" if library == "numpy" else "torch.tensor"
    lines = [f"{name} = {_written(value, make)}" for name, value in values.items()]
    if init:
        lines.append("# built with " + ", ".join(f"{k}={v}" for k, v in init.items()))
    return "\n".join(lines)


def _written(value: Any, make: str) -> str:
    if value is None:
        return "None"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one, make) for one in value) + "]"
    return f"{make}({_nested(value)})"
