"""Whether what the file defines can be built and called as the exercise says."""

from __future__ import annotations

import inspect
from typing import Any

import torch


def fault(
    subject: Any, form: str, init: dict[str, Any], by_place: list[Any], by_name: dict[str, Any]
) -> dict[str, Any]:
    """What is wrong with it, ``fits`` where nothing is. Raises whatever the learner's code does
    while it is built."""
    if form == "class":
        constructor = inspect.signature(subject.__init__)
        names = [
            p.name
            for p in list(constructor.parameters.values())[1:]
            if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
        ]
        try:
            constructor.bind(None, **init)
        except TypeError as error:
            return {"status": "init", "message": str(error)[:300], "names": names[:9]}
        instance = subject(**init)
        if not callable(instance):
            return {"status": "not-callable"}
        forward = getattr(instance, "forward", instance)
        if isinstance(instance, torch.nn.Module) and not _own_forward(type(instance)):
            return {"status": "no-forward"}
        placed = [name for name in init if name in names]  # the rest is keyword-only
        if names[: len(placed)] != placed:
            return {"status": "init-order", "names": names[:9]}
    elif form == "autograd":
        if not issubclass(subject, torch.autograd.Function):
            return {"status": "no-autograd-function"}
        if not {"forward", "backward"} <= vars(subject).keys():
            return {"status": "no-forward"}
        forward, by_place = subject.forward, [None, *by_place, *by_name.values()]
        by_name = {}
    else:
        forward = subject
    try:
        inspect.signature(forward).bind(*by_place, **by_name)
    except TypeError as error:
        names = _written_parameters(subject)
        return {"status": "forward", "message": str(error)[:300], "names": names}
    return {"status": "fits"}


def _written_parameters(subject: Any) -> list[str]:
    """What stands between the parentheses of a class's `forward`, `self` included."""
    try:
        written = vars(subject).get("forward") or subject
        return [str(name)[:80] for name in inspect.signature(written).parameters][:9]
    except (TypeError, ValueError):
        return []


def _own_forward(kind: type) -> bool:
    return any("forward" in vars(base) for base in kind.__mro__ if base is not torch.nn.Module)
