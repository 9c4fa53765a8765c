"""How the candidate refuses what learner's code may not reach: the errors and what they say."""

from __future__ import annotations

#: How every refusal begins.
MARK = "practice lets a loss use torch's public tensor functions, torch.nn, autograd and "


class OutOfReach(AttributeError):
    """Raised where learner's code asks for a part of torch that is not on the list."""


class Shut(RuntimeError):
    """The same for a module: no AttributeError, or ``from x import y`` would say something else."""


def refuses(error: BaseException) -> bool:
    """Whether this error is a refusal of this module's."""
    return type(error) in (OutOfReach, Shut)


def sentence(name: str) -> str:
    """What every refusal says."""
    return f"{MARK}the plain standard library; {name} is not among them"
