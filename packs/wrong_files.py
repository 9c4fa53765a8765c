"""Turns our own functions into learners' files, so that every known idea can be graded."""

from __future__ import annotations

import inspect
import re

from exercises.spec import Spec
from grader import modules
from grader.solution import edited


def mistaken_file(spec: Spec, mistake: str) -> str:
    """A file in which the exercise's class computes one of its known mistakes."""
    module = modules.module(spec)
    wrong = module.WRONG[mistake]
    if wrong.function is None:
        text = edited(inspect.getsource(module), spec.signature.name, wrong)
        return without_ours(text, spec.signature.numpy)
    name, whole = spec.signature.name, without_ours(inspect.getsource(module), spec.signature.numpy)
    source = re.sub(rf"\b{name}\b", f"Right{name}", whole)
    return written_with(spec, source, f"WRONG[{mistake!r}]")


def without_ours(source: str, numpy: bool = False) -> str:
    """A solution module without what a learner's file may not import; in an exercise for NumPy
    that is PyTorch, which only the oracle and the draws use."""
    kept = re.sub(r"^from solutions import .*\n", "", source, flags=re.MULTILINE)
    head = "import torch\n"
    if numpy:
        kept = re.sub(r"^(import|from) torch.*\n", "", kept, flags=re.MULTILINE)
        head = "Tensor = object\n"
    return head + (
        "Draw = None\nNetwork = object\n"
        "def edit(*_): ...\ndef instead(function, *_): return function\n"
        "def further(function): return function\n" + kept
    )


def written_with(spec: Spec, source: str, function: str) -> str:
    """`source`, and the class asked for, whose forward calls `function` from it."""
    init = [p.name for p in spec.signature.init]
    called = [name for name in spec.signature.order if name not in init]
    arguments = ", ".join(called)
    given = "".join(f", {name}=self.{name}" for name in init)
    if spec.signature.kind != "class":
        call = ", ".join(called + [f"{n}={n}" for n in init])
        parameters = ", ".join(spec.signature.order)
        return (
            f"{source}\n\ndef {spec.signature.name}({parameters}):\n    return {function}({call})\n"
        )
    lines = [
        source,
        "",
        f"class {spec.signature.name}(torch.nn.Module):",
        f"    def __init__(self{''.join(', ' + name for name in init)}):",
        "        super().__init__()",
        *(f"        self.{name} = {name}" for name in init),
        f"    def forward(self, {arguments}):",
        f"        return {function}({arguments}{given})",
        "",
    ]
    return "\n".join(lines)
