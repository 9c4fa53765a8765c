"""The candidate's side of the conversation: loads the learner's file and answers calls.

Runs confined, in the learner's own process, so nothing it says is trusted: the judge compares
tensors on its side and bounds all it reads. What the learner's code could replace while it runs
is bound to local names here before the file is loaded, so that an honest mistake, such as
overwriting ``torch.Tensor``, does not make the report wrong.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import linecache
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch

from grader import networks, wire
from grader.candidate import (
    arguments,
    by_hand,
    count,
    extents,
    guard,
    interpreter,
    memory,
    raised,
    refusal,
    results,
    signature,
    state,
)

if TYPE_CHECKING:
    from grader.candidate.numpy_reach import Numpy

_Tensor = torch.Tensor
_set_default_dtype = torch.set_default_dtype
_StringIO = io.StringIO

Reply = tuple[wire.Header, wire.Tensors]


class Host:
    """``numpy`` is there where the exercise is written in it: then what the learner's code gets
    and returns are arrays."""

    def __init__(self, numpy: Numpy | None = None) -> None:
        self.numpy = numpy
        self.bridge = numpy.bridge if numpy is not None else None
        self.scalars: list[bool] = []
        self.path = self.name = ""
        self.module = types.ModuleType("learner")
        self.subject: Any = None
        self.form = "class"
        self.order: list[str] = []
        self.keyword_only: list[str] = []
        self.results = 1
        self.instances: dict[str, Any] = {}

    def answer(self, header: wire.Header, tensors: wire.Tensors) -> Reply:
        """What a question gets, whichever of the four it is."""
        operation = header.get("do")
        if operation == "load":
            return self.load(header)
        if operation == "signature":
            return self.signature(header)
        if operation == "other":
            return self.other(header, tensors)
        return self.call(header, tensors)

    # -- loading ---------------------------------------------------------------------------

    def load(self, header: wire.Header) -> Reply:
        """Run the file as a module. The answer says what went wrong, or what it defines."""
        name, self.form = header["name"], header["kind"]
        self.name = name
        self.order, self.keyword_only = header["order"], header["keyword_only"]
        self.results, self.scalars = header["results"], header["scalars"]
        self.path, source = header["path"], header["source"].encode("latin-1")
        self.module.__dict__["__file__"] = self.path
        sys.modules["learner"] = self.module
        before = state.snapshot()
        try:
            # as Python decodes a file: by its byte order mark or coding line, else UTF-8
            text = importlib.util.decode_source(source)
            lines = text.splitlines(keepends=True)
            linecache.cache[self.path] = (len(text), None, lines, self.path)
            code = compile(text, self.path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            return {"status": "syntax", **raised.syntax(error)}, {}
        except BaseException as error:  # nested too deeply for the compiler, for instance
            return {"status": "raised", **raised.raised(error, self.path)}, {}
        try:
            exec(code, self.module.__dict__)
        except BaseException as error:
            # Below the class a learner may compare it with PyTorch's own. That is refused here
            # like anywhere, but it is no part of the loss: what was defined until then counts.
            if not _is_refusal(error):
                return {"status": "raised", **raised.raised(error, self.path)}, {}
            if name not in self.module.__dict__:
                return {"status": "raised", **raised.raised(error, self.path)}, {}
        guard.refused()
        found = self.module.__dict__.get(name)
        if found is None:
            defined = [
                key
                for key, value in self.module.__dict__.items()
                if getattr(value, "__module__", None) == "learner"
            ]
            return {"status": "missing", "defined": [str(n)[:80] for n in defined[:10]]}, {}
        if isinstance(found, type) is (self.form == "function") or not callable(found):
            return {"status": "not-callable", "type": type(found).__name__[:80]}, {}
        self.subject = found
        left = [n for n in state.changed(before, state.snapshot()) if "random" not in n]
        return {"status": "loaded", "left_behind": left}, {}

    def signature(self, header: wire.Header) -> Reply:
        """Whether the class can be built and called as the exercise says."""
        try:
            by_place, by_name = self._arranged(dict.fromkeys(header["arguments"]), header["init"])
            return signature.fault(self.subject, self.form, header["init"], by_place, by_name), {}
        except BaseException as error:
            return {"status": "raised", **raised.raised(error, self.path)}, {}

    # -- calling ---------------------------------------------------------------------------

    def call(self, header: wire.Header, tensors: wire.Tensors) -> Reply:
        """Answer a list of calls; each gets its own status, so one failure hides no other."""
        answers: list[dict[str, Any]] = []
        out: wire.Tensors = {}
        for number, call in enumerate(header["calls"]):
            inputs, cotangents = arguments.asked(call, tensors)
            state.disturb(call["disturb"])
            before = state.snapshot()
            most = max([results.LARGEST, *map(arguments.size, inputs.values())])
            inputs = self._in_arrays(inputs, call)
            held = memory.high_water() if call.get("weigh") else 0
            answer = self._one(call, inputs, cotangents, number, out)
            if call.get("weigh"):
                answer["taken"] = memory.high_water() - held
            answer["left_behind"] = state.changed(before, state.snapshot())
            if call.get("probe"):
                found = state.probe()
                out.update((f"{number}.probe.{name}", value) for name, value in found.items())
            for name, value in inputs.items():
                self._send_back(f"{number}.after.{name}", value, most, out)
            answer["refused"] = guard.refused()
            state.restore()
            answers.append(answer)
        return {"status": "answered", "answers": answers}, out

    def other(self, header: wire.Header, tensors: wire.Tensors) -> Reply:
        """The same calls of another text in place of the file, or one call of many texts: what
        the search for the fault asks. Each text is run as a module of its own."""
        found: list[dict[str, Any]] = []
        out: wire.Tensors = {}
        kept = self.subject, self.instances
        for source in header["sources"]:
            with contextlib.redirect_stdout(_StringIO()):
                try:
                    self.subject, self.instances = self._built(source), {}
                except BaseException:
                    self.subject = _unbuilt
                for call in header["calls"]:
                    found.append(self._briefly(call, tensors, len(found), out))
                    state.restore()
        self.subject, self.instances = kept
        return {"status": "answered", "answers": found}, out

    def _briefly(
        self, call: dict[str, Any], tensors: wire.Tensors, number: int, out: wire.Tensors
    ) -> dict[str, Any]:
        """Results and gradients and nothing else: hundreds of texts are asked."""
        inputs, cotangents = arguments.asked(call, tensors)
        inputs = {
            name: arguments.copied(value) for name, value in inputs.items()
        }  # others get them too
        inputs = self._in_arrays(inputs, call)
        answer = self._one(call, inputs, cotangents, number, out)
        refused = guard.refused()
        if answer["status"] == "raised":  # why is nobody's concern here
            return {"status": "raised", "refused": refused}
        return {**answer, "refused": refused}

    def _in_arrays(self, inputs: dict[str, Any], call: dict[str, Any]) -> dict[str, Any]:
        if self.bridge is None:
            return inputs
        layout = call.get("layout", "plain")
        return {name: self.bridge.array(value, layout) for name, value in inputs.items()}

    def _send_back(self, name: str, value: Any, most: int, out: wire.Tensors) -> None:
        """An argument as the call left it, named as it came: the judge sees whether it changed.
        One that was made larger than ``most``, the largest that came, has changed."""
        if isinstance(value, list):
            for place, one in enumerate(value):
                self._send_back(f"{name}.{place}", one, most, out)
        elif self.bridge is not None:
            if type(value) is self.bridge.array_type and value.size <= most:
                out[name] = self.bridge.tensor(value)
        elif type(value) is _Tensor and value.dtype in results.DTYPES and value.numel() <= most:
            out[name] = value.detach().clone(memory_format=torch.contiguous_format)

    def _built(self, source: str) -> Any:
        module = types.ModuleType("learner")
        module.__dict__["__file__"] = self.path
        exec(compile(source, self.path, "exec", dont_inherit=True), module.__dict__)
        return module.__dict__[self.name]

    def _arranged(
        self, given: dict[str, Any], init: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """What goes into one call, by place and by name: the tensors of a class's `forward`, all
        arguments of a function."""
        given = networks.grouped(given)
        if self.form == "class":
            return list(given.values()), {}
        all_ = {**init, **given}
        by_name = {name: all_[name] for name in self.keyword_only if name in all_}
        return [all_[name] for name in self.order if name not in by_name], by_name

    def _instance(self, call: dict[str, Any]) -> Callable[..., Any]:
        if self.form != "class":
            function: Callable[..., Any] = self.subject
            return function if self.form == "function" else self.subject.apply
        key = call.get("instance", "")
        if key and key in self.instances:
            instance: Callable[..., Any] = self.instances[key]
            return instance
        built: Callable[..., Any] = self.subject(**call.get("init", {}))
        if key:
            self.instances[key] = built
        return built

    def _one(
        self,
        call: dict[str, Any],
        inputs: dict[str, Any],
        cotangents: list[torch.Tensor | None],
        number: int,
        out: wire.Tensors,
    ) -> dict[str, Any]:
        leaves = {name: inputs[name].requires_grad_(True) for name in call.get("gradient", [])}
        recorder = extents.recorder(call, self.path, inputs, self.bridge)
        try:
            instance = self._instance(call)
            by_place, by_name = self._arranged(inputs, call.get("init", {}))
            if self.form == "autograd":  # `apply` takes no names
                by_place, by_name = [*by_place, *by_name.values()], {}
            with contextlib.ExitStack() as around:
                if call.get("wide") and self.bridge is None:  # NumPy has no default to set
                    _set_default_dtype(torch.float64)
                    around.callback(_set_default_dtype, torch.float32)
                if recorder is not None:
                    around.enter_context(recorder)
                counter = count.Counter() if call.get("count") else None
                if counter is not None:
                    around.enter_context(counter)
                if self.form == "autograd":
                    around.enter_context(by_hand.ByHand(self.path))
                result = instance(*by_place, **by_name)
                answer = self._described(result, number, out)
                found = (result,) if self.results == 1 else result
                wanted = leaves and answer["status"] == "tensor" and results.take(found, cotangents)
                if wanted and self.form == "autograd":  # the backward is the learner's too
                    answer["gradients"] = results.gradients(found, cotangents, leaves, number, out)
            if counter is not None:
                answer["operations"] = counter.calls
            if wanted and self.form != "autograd":
                backwards = recorder if recorder is not None and call.get("extents") else None
                with backwards or contextlib.nullcontext():
                    answer["gradients"] = results.gradients(found, cotangents, leaves, number, out)
            if recorder is not None:
                answer["trace"] = recorder.events(number, out)
            return answer
        except BaseException as error:
            answer = {"status": "raised", **raised.raised(error, self.path)}
            if recorder is not None:
                answer["trace"] = recorder.events(number, out)
            return answer

    def _described(self, result: Any, number: int, out: wire.Tensors) -> dict[str, Any]:
        """What came back: the status of the first result that is no plain tensor, or all."""
        if self.results == 1:
            return self._each_described([result], number, out)
        if not isinstance(result, tuple | list) or len(result) != self.results:
            kind = type(result)
            size = len(result) if isinstance(result, tuple | list | dict) else None
            return {"status": "not-several", "type": kind.__name__[:80], "len": size}
        return self._each_described(list(result), number, out)

    def _each_described(self, found: list[Any], number: int, out: wire.Tensors) -> dict[str, Any]:
        if self.bridge is not None:
            return results.arrays_described(found, number, out, self.bridge, self.scalars)
        return results.tensors_described(found, number, out)


def _unbuilt(*_: Any, **__: Any) -> Any:
    """Stands for what a text should define and does not."""
    raise NameError("it could not be built")


def _is_refusal(error: BaseException) -> bool:
    """Whether the confinement said no to what the file tried."""
    if interpreter.refuses(error) or refusal.refuses(error):
        return True
    return guard.mark_of(error) is not None
