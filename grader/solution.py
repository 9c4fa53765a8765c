"""An exercise's solution as the judge uses it: reference, oracle, steps and wrong ideas.

All are called with the arguments in the order of the signature and the plain ones by name, and
all give a tuple of results, so that whoever compares need not know what is asked for.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from functools import cached_property
from types import CodeType, FrameType, ModuleType
from typing import Any

import torch

from exercises.signature import Signature
from exercises.spec import Spec
from grader import inputs, modules
from grader.arrays import bridge
from grader.networks import grouped
from solutions import Wrong

Given = dict[str, Any]
"""Arguments by name: tensors, lists of tensors, None."""
Results = tuple[torch.Tensor, ...]
Function = Callable[[Given, dict[str, Any]], Results]


class Solution:
    """What the module `solutions/<id>.py` says, ready to be called."""

    def __init__(self, spec: Spec, module: ModuleType) -> None:
        self.spec, self.module = spec, module
        self.signature: Signature = spec.signature
        self.answer: Any = getattr(module, self.signature.name, None)
        self.wrong: dict[str, Wrong] = dict(getattr(module, "WRONG", {}))
        self._edited: dict[str, Any] = {}

    def reference(self, given: Given, init: dict[str, Any]) -> Results:
        """The answer itself (or what the module calls `reference`), as it is given numbers."""
        other = getattr(self.module, "reference", None)
        if other is not None:
            return self._like_the_answer(other, given, init)
        return invoke(self.answer, self.signature, given, init)

    def oracle(self, given: Given, init: dict[str, Any]) -> Results:
        """The independent route."""
        return results(self.module.oracle(*grouped(given).values(), **init))

    def mistaken(self, name: str) -> Function:
        """The wrong idea called `name`, as a function; ValueError when its edit fits nowhere."""
        wrong = self.wrong[name]
        if wrong.function is not None:
            whole = wrong.function
            return lambda given, init: self._like_the_answer(whole, given, init)
        if name not in self._edited:
            self._edited[name] = self._with_edit(wrong)
        subject = self._edited[name]
        return lambda given, init: invoke(subject, self.signature, given, init)

    def _like_the_answer(
        self, function: Callable[..., Any], given: Given, init: dict[str, Any]
    ) -> Results:
        """What a whole function returns that is written in what the answer is written in."""
        if self.signature.numpy:
            return from_arrays(function(*in_arrays(given).values(), **init), given)
        return results(function(*grouped(given).values(), **init))

    @cached_property
    def answer_text(self) -> str:
        """The answer as it is written; empty where it is no text of its own."""
        return inspect.getsource(self.answer) if self.answer is not None else ""

    def _back(self, given: Given, init: dict[str, Any]) -> None:
        """Once forward and back, with what flows in when gradients are compared."""
        leaves = inputs.fresh(given)
        for name in self.signature.wanted:
            leaves[name].requires_grad_(True)
        found = [r for r in invoke(self.answer, self.signature, leaves, init) if r.requires_grad]
        flowing = [inputs.cotangent(n, tuple(r.shape)).to(r.dtype) for n, r in enumerate(found)]
        wanted = [leaves[name] for name in self.signature.wanted]
        torch.autograd.grad(found, wanted, flowing, allow_unused=True)

    def _with_edit(self, wrong: Wrong) -> Any:
        text = edited(self.answer_text, self.signature.name, wrong)
        scope = dict(vars(self.module))
        exec(compile(text, self.module.__file__ or "<solution>", "exec", dont_inherit=True), scope)
        return scope[self.signature.name]

    def steps(self, given: Given, init: dict[str, Any]) -> dict[str, torch.Tensor]:
        """The values of the answer's local variables that the spec names, in its order, and those
        of other routes where the module has a function `steps` for them."""
        seen: dict[str, torch.Tensor] = {}
        others = getattr(self.module, "steps", None)
        if others is not None:
            of = in_arrays(given) if self.signature.numpy else grouped(given)
            seen = {
                name: value.detach() if isinstance(value, torch.Tensor) else bridge().tensor(value)
                for name, value in others(*of.values(), **init).items()
            }
            if seen.keys() >= self.spec.steps.keys():
                return {name: seen[name] for name in self.spec.steps}
        codes = _codes(self.answer)

        def look(frame: FrameType, event: str, _: Any) -> None:
            if event == "return" and frame.f_code in codes:
                for name, value in frame.f_locals.items():
                    if isinstance(value, torch.Tensor):
                        seen.setdefault(name, value.detach())
                    elif self.signature.numpy and bridge().is_plain(value):
                        seen.setdefault(name, bridge().tensor(value))

        before = sys.getprofile()
        sys.setprofile(look)
        try:
            if self.signature.kind == "autograd":  # what the backward computes are steps too
                self._back(given, init)
            else:
                invoke(self.answer, self.signature, given, init)
        finally:
            sys.setprofile(before)
        return {name: seen[name] for name in self.spec.steps if name in seen}


def load(spec: Spec) -> Solution:
    """The solution of an exercise, imported when it is first needed."""
    return Solution(spec, modules.module(spec))


def invoke(subject: Any, signature: Signature, given: Given, init: dict[str, Any]) -> Results:
    """Call a class, function or `autograd.Function` as the signature says."""
    if signature.kind == "class":
        return results(subject(**init)(*grouped(given).values()))
    call = subject.apply if signature.kind == "autograd" else subject
    of = in_arrays(given) if signature.numpy else grouped(given)
    arguments, keywords = arranged(signature, of, init)
    if signature.kind == "autograd":  # `apply` takes no keywords
        return results(call(*arguments, *keywords.values()))
    returned = call(*arguments, **keywords)
    return from_arrays(returned, given) if signature.numpy else results(returned)


def arranged(
    signature: Signature, given: Given, init: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of a function by place and by name, in the order of its signature."""
    parameters = {p.name: p for p in signature.init}
    by_place: list[Any] = []
    by_name: dict[str, Any] = {}
    for name in signature.order:
        if name in given:
            by_place.append(given[name])
        elif name in init and parameters[name].keyword_only:
            by_name[name] = init[name]
        else:
            by_place.append(init.get(name, parameters[name].default))
    return by_place, by_name


def results(returned: Any) -> Results:
    """What a function returned, as a tuple of tensors."""
    if isinstance(returned, torch.Tensor):
        return (returned,)
    return tuple(returned)


def in_arrays(given: Given) -> Given:
    """The same arguments as NumPy's arrays."""
    return {name: bridge().array(value) for name, value in given.items()}


def from_arrays(returned: Any, given: Given) -> Results:
    """What one of our functions in NumPy returned, as a tuple of tensors; floats in the dtype of
    the arguments, though a plain float is wider."""
    several = returned if isinstance(returned, tuple) else (returned,)
    found = [bridge().tensor(one) for one in several]
    flat = [t for v in given.values() for t in (v if isinstance(v, list) else [v])]
    like = next((t.dtype for t in flat if t is not None and t.is_floating_point()), torch.float64)
    return tuple(one.to(like) if one.is_floating_point() else one for one in found)


def edited(source: str, name: str, wrong: Wrong) -> str:
    """A text in which the answer stands (a module's, or its own) with one wrong idea written into
    it; ValueError says why not."""
    node = next(n for n in ast.parse(source).body if getattr(n, "name", "") == name)
    lines = source.splitlines(keepends=True)
    assert node.end_lineno is not None
    decorated: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorated)])
    before = "".join(lines[: first - 1])
    answer = "".join(lines[first - 1 : node.end_lineno])
    found = list(re.finditer(_loosely(wrong.there), answer))
    if len(found) != 1:
        raise ValueError(
            f"`{wrong.there}` stands {len(found)} times in the answer, expected it once"
        )
    start, end = found[0].span()
    after = "".join(lines[node.end_lineno :])
    return before + answer[:start] + wrong.written + answer[end:] + after


def _loosely(text: str) -> str:
    """A pattern for the text, with white space wherever Python allows a line to be broken."""
    tokens = re.findall(r"\w+|\s+|[^\w\s]", text)
    return r"\s*".join(re.escape(t) for t in tokens if not t.isspace()).replace(
        r"\s*\)", r"\s*,?\s*\)"
    )


def _codes(answer: Any) -> set[CodeType]:
    """The code whose local variables are steps: a function, or the methods of a class."""
    if isinstance(answer, type):
        found = [getattr(m, "__func__", m) for m in vars(answer).values()]
        return {m.__code__ for m in found if hasattr(m, "__code__")}
    return {answer.__code__}
