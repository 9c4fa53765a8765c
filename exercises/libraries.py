"""What an exercise is written in, and whether that is installed: NumPy is an extra."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

from exercises.spec import Spec
from exercises.texts import Text

INSTALL = "pip install 'practice-losses[numpy]'"
_MISSING = Text(
    f"This exercise is written in NumPy, which is not installed. Install it: `{INSTALL}`",
    f"这道题要用 NumPy 写，而 NumPy 还没有安装。请安装：`{INSTALL}`",
)


def has_numpy() -> bool:
    """Whether NumPy can be imported; it is not, to find out."""
    return importlib.util.find_spec("numpy") is not None


def usable(specs: Iterable[Spec]) -> list[Spec]:
    """Those whose library is there."""
    there = has_numpy()
    return [spec for spec in specs if there or not spec.signature.numpy]


def missing(spec: Spec) -> Text | None:
    """What to install before this exercise can be done; None where all is there."""
    return _MISSING if spec.signature.numpy and not has_numpy() else None
