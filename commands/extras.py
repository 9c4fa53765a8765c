"""What is installed only when asked for: optional dependencies, and what to type for them."""

from __future__ import annotations

from importlib import import_module

from exercises.errors import PracticeError


def require(module: str, package: str, extra: str, wanted_for: str) -> None:
    """PracticeError with what to install when the ``module`` of an optional ``package`` is missing.

    ``extra`` is the extra of ours that brings it; ``wanted_for`` begins the sentence.
    """
    try:
        import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise  # it is there, and lacks something of its own
        raise PracticeError(
            f"{wanted_for} needs the package {package}, which is not installed.",
            f"`pip install 'practice-losses[{extra}]'` installs it; in a clone of the repository "
            f"`pip install -e '.[{extra}]'`.",
        ) from None
