"""Turns our own functions into learners' files, so that every known idea can be graded."""

from __future__ import annotations

import importlib
import inspect

from exercises.spec import Spec


def mistaken_file(spec: Spec, mistake: str) -> str:
    """A file in which the exercise's class computes one of its known mistakes."""
    module = importlib.import_module(f"solutions.{spec.module}")
    return written_with(spec, inspect.getsource(module), f"MISTAKES[{mistake!r}]")


def written_with(spec: Spec, source: str, function: str) -> str:
    """`source`, and the class asked for, whose forward calls `function` from it."""
    init = [p.name for p in spec.signature.init]
    arguments = ", ".join(a.name for a in spec.signature.arguments)
    given = "".join(f", {name}=self.{name}" for name in init)
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
