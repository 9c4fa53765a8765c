"""The model answer of an exercise, read as text: showing it must not cost an import of torch."""

from __future__ import annotations

import ast
from pathlib import Path

from exercises.errors import PracticeError
from exercises.spec import Spec

SOLUTIONS = Path(__file__).parent.parent / "solutions"


def model_answer(spec: Spec, folder: Path = SOLUTIONS) -> str:
    """The value of ``SOURCE`` in the exercise's solution module, which is a full file."""
    file = folder / f"{spec.module}.py"
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError) as error:
        raise _missing(file, f"cannot be read ({error})") from None
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="SOURCE")], value=ast.Constant(value=str(source))):
                return source
    raise _missing(file, "does not say what the model answer is (no `SOURCE`)")


def _missing(file: Path, what: str) -> PracticeError:
    return PracticeError(f"The solution module {file} {what}.", "Install `practice` again.", 3)
