"""The candidate's side of the conversation: loads the learner's file and answers calls.

Runs confined, in the learner's own process, so nothing it says is trusted: the judge compares
tensors on its side and bounds all it reads. What the learner's code could replace while it runs
is bound to local names here before the file is loaded, so that an honest mistake, such as
overwriting ``torch.Tensor``, does not make the report wrong.
"""

from __future__ import annotations

import importlib.util
import inspect
import linecache
import os
import socket
import sys
import types
from collections.abc import Callable
from typing import Any

import torch

from grader import wire
from grader.candidate import guard, interpreter, state, trace

_Tensor = torch.Tensor
_run_backward = torch.autograd.Variable._execution_engine.run_backward
_is_strided = torch.strided
_cpu = torch.device("cpu")
_LARGEST_RESULT = 1_000_000
_LONGEST_MESSAGE = 600
_DTYPES = {"float32": torch.float32, "float64": torch.float64, "int64": torch.int64}

Reply = tuple[wire.Header, wire.Tensors]


class Host:
    def __init__(self) -> None:
        self.path = ""
        self.module = types.ModuleType("learner")
        self.subject: Any = None
        self.is_class = True
        self.calls = 0
        self.instances: dict[str, Any] = {}

    # -- loading ---------------------------------------------------------------------------

    def load(self, header: wire.Header) -> Reply:
        """Run the file as a module. The answer says what went wrong, or what it defines."""
        name, self.is_class = header["name"], header["kind"] == "class"
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
            return {"status": "syntax", **self._syntax(error)}, {}
        except BaseException as error:  # nested too deeply for the compiler, for instance
            return {"status": "raised", **self._raised(error)}, {}
        try:
            exec(code, self.module.__dict__)
        except BaseException as error:
            # Below the class a learner may compare it with PyTorch's own. That is refused here
            # like anywhere, but it is no part of the loss: what was defined until then counts.
            if not interpreter.refuses(error) and guard.mark_of(error) is None:
                return {"status": "raised", **self._raised(error)}, {}
            if name not in self.module.__dict__:
                return {"status": "raised", **self._raised(error)}, {}
        guard.refused()
        found = self.module.__dict__.get(name)
        if found is None:
            defined = [
                key
                for key, value in self.module.__dict__.items()
                if getattr(value, "__module__", None) == "learner"
            ]
            return {"status": "missing", "defined": [str(n)[:80] for n in defined[:10]]}, {}
        if isinstance(found, type) is not self.is_class or not callable(found):
            return {"status": "not-callable", "type": type(found).__name__[:80]}, {}
        self.subject = found
        left = [n for n in state.changed(before, state.snapshot()) if "random" not in n]
        return {"status": "loaded", "left_behind": left}, {}

    def signature(self, header: wire.Header) -> Reply:
        """Whether the class can be built and called as the exercise says."""
        init, count = header["init"], header["arguments"]
        try:
            if self.is_class:
                names = [
                    p.name
                    for p in list(inspect.signature(self.subject.__init__).parameters.values())[1:]
                    if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
                ]
                try:
                    inspect.signature(self.subject.__init__).bind(None, **init)
                except TypeError as error:
                    return {"status": "init", "message": str(error)[:300], "names": names[:9]}, {}
                instance = self.subject(**init)
                if not callable(instance):
                    return {"status": "not-callable"}, {}
                forward = getattr(instance, "forward", instance)
                if isinstance(instance, torch.nn.Module) and not _own_forward(type(instance)):
                    return {"status": "no-forward"}, {}
                by_place = [name for name in init if name in names]  # the rest is keyword-only
                if names[: len(by_place)] != by_place:
                    return {"status": "init-order", "names": names[:9]}, {}
            else:
                forward = self.subject
            try:
                inspect.signature(forward).bind(*range(count))
            except TypeError as error:
                return {"status": "forward", "message": str(error)[:300]}, {}
        except BaseException as error:
            return {"status": "raised", **self._raised(error)}, {}
        return {"status": "fits"}, {}

    # -- calling ---------------------------------------------------------------------------

    def call(self, header: wire.Header, tensors: wire.Tensors) -> Reply:
        """Answer a list of calls; each gets its own status, so one failure hides no other."""
        answers: list[dict[str, Any]] = []
        out: wire.Tensors = {}
        for number, call in enumerate(header["calls"]):
            inputs = {
                name: _laid_out(tensors[f"{number}.{name}"], call.get("layout", "plain"))
                for name in call["arguments"]
            }
            kept = {name: value.clone() for name, value in inputs.items()}
            self.calls += 1
            state.disturb(self.calls)
            before = state.snapshot()
            answer = self._one(call, inputs, number, out)
            answer["left_behind"] = state.changed(before, state.snapshot())
            answer["changed_inputs"] = [
                name for name, value in inputs.items() if not _same(value, kept[name])
            ]
            answer["refused"] = guard.refused()
            state.restore()
            answers.append(answer)
        return {"status": "answered", "answers": answers}, out

    def _instance(self, call: dict[str, Any]) -> Callable[..., Any]:
        if not self.is_class:
            subject: Callable[..., Any] = self.subject
            return subject
        key = call.get("instance", "")
        if key and key in self.instances:
            instance: Callable[..., Any] = self.instances[key]
            return instance
        built: Callable[..., Any] = self.subject(**call.get("init", {}))
        if key:
            self.instances[key] = built
        return built

    def _one(
        self, call: dict[str, Any], inputs: wire.Tensors, number: int, out: wire.Tensors
    ) -> dict[str, Any]:
        leaves = {name: inputs[name].requires_grad_(True) for name in call.get("gradient", [])}
        recorder = trace.Recorder(self.path) if call.get("trace") else None
        try:
            instance = self._instance(call)
            if recorder is None:
                result = instance(*inputs.values())
            else:
                with recorder:
                    result = instance(*inputs.values())
            answer = self._described(result, number, out)
            if recorder is not None:
                answer["trace"] = recorder.events(number, out)
            if leaves and answer["status"] == "tensor" and result.numel() == 1:
                answer["gradients"] = self._gradients(
                    result, leaves, float(call.get("upstream", 1.0)), number, out
                )
            return answer
        except BaseException as error:
            answer = {"status": "raised", **self._raised(error)}
            if recorder is not None:
                answer["trace"] = recorder.events(number, out)
            return answer

    def _described(self, result: Any, number: int, out: wire.Tensors) -> dict[str, Any]:
        kind = type(result)
        if not isinstance(result, _Tensor):
            shown = repr(result)[:60] if kind in (int, float, bool, str, type(None)) else ""
            size = len(result) if kind in (tuple, list, dict) else None
            return {"status": "not-tensor", "type": kind.__name__[:80], "shown": shown, "len": size}
        if kind is not _Tensor:
            return {"status": "not-tensor", "type": kind.__name__[:80], "shown": "", "len": None}
        if result.layout is not _is_strided or result.device != _cpu or result.is_quantized:
            return {"status": "odd-tensor", "layout": f"{result.layout} on {result.device}"[:80]}
        answer = {
            "status": "tensor",
            "dtype": str(result.dtype).removeprefix("torch."),
            "shape": list(result.shape),
            "has_gradient": bool(result.requires_grad),
        }
        if result.numel() > _LARGEST_RESULT or result.is_complex():
            answer["status"] = "odd-tensor"
            answer["layout"] = f"{answer['dtype']} of shape {answer['shape']}"[:80]
            return answer
        plain = result.detach()
        if plain.dtype not in _DTYPES.values():
            plain = plain.to(torch.float64)
        out[f"{number}.value"] = plain.clone(memory_format=torch.contiguous_format)
        return answer

    def _gradients(
        self, result: Any, leaves: wire.Tensors, upstream: float, number: int, out: wire.Tensors
    ) -> dict[str, str]:
        """Per input: ``tensor``, ``none`` (the loss does not depend on it) or ``raised``.

        The engine is called directly, so a replaced ``torch.autograd.grad`` changes nothing.
        """
        if not result.requires_grad:
            return dict.fromkeys(leaves, "none")
        seed = torch.full_like(result, upstream)
        grads = _run_backward(
            (result,), (seed,), False, False, tuple(leaves.values()),
            allow_unreachable=True, accumulate_grad=False,
        )  # fmt: skip
        report = {}
        for name, grad in zip(leaves, grads, strict=True):
            if grad is None:
                report[name] = "none"
            else:
                report[name] = "tensor"
                out[f"{number}.gradient.{name}"] = grad.detach().clone().contiguous()
        return report

    # -- errors ----------------------------------------------------------------------------

    def _syntax(self, error: SyntaxError | ValueError) -> dict[str, Any]:
        line = getattr(error, "lineno", None) or 1
        column = getattr(error, "offset", None)
        text = getattr(error, "msg", None) or str(error)
        return {"type": type(error).__name__, "message": _sendable(str(text)[:300]), "line": line,
                "column": column}  # fmt: skip

    def _raised(self, error: BaseException) -> dict[str, Any]:
        refused = guard.mark_of(error)
        try:
            message = str(error)
        except BaseException:
            message = ""
        return {
            "type": _sendable(type(error).__name__[:80]),
            "message": _sendable(message[:_LONGEST_MESSAGE]),
            "frames": self._frames(error),
            "builtin": refused,
            "unwritten": type(error) is NotImplementedError and self._raised_by_hand(error),
            "exits": isinstance(error, SystemExit | KeyboardInterrupt | GeneratorExit),
            "memory": isinstance(error, MemoryError) or "can't allocate memory" in message,
        }

    def _raised_by_hand(self, error: BaseException) -> bool:
        """Whether the learner's own file says ``raise``: torch raises NotImplementedError too."""
        trace_back = error.__traceback__
        while trace_back is not None and trace_back.tb_next is not None:
            trace_back = trace_back.tb_next
        if trace_back is None or trace_back.tb_frame.f_code.co_filename != self.path:
            return False
        return "NotImplementedError" in linecache.getline(self.path, trace_back.tb_lineno)

    def _frames(self, error: BaseException) -> list[dict[str, Any]]:
        """The learner's own lines only, innermost last."""
        frames: list[dict[str, Any]] = []
        trace_back = error.__traceback__
        while trace_back is not None and len(frames) < 2000:
            code = trace_back.tb_frame.f_code
            if code.co_filename == self.path:
                positions = list(code.co_positions())[trace_back.tb_lasti // 2 :][:1]
                start, end = (positions[0][2], positions[0][3]) if positions else (None, None)
                same_line = bool(positions) and positions[0][0] == positions[0][1]
                frames.append(
                    {
                        "line": trace_back.tb_lineno,
                        "function": code.co_name[:80],
                        "code": linecache.getline(self.path, trace_back.tb_lineno).strip()[:200],
                        "column": start,
                        "end_column": end if same_line else None,
                    }
                )
            trace_back = trace_back.tb_next
        return frames[-5:]


def _sendable(text: str) -> str:
    """The text without lone surrogates, which cannot be encoded."""
    return text.encode("utf-8", "replace").decode()


def _own_forward(kind: type) -> bool:
    return any("forward" in vars(base) for base in kind.__mro__ if base is not torch.nn.Module)


def _laid_out(value: torch.Tensor, layout: str) -> torch.Tensor:
    """The same numbers, plain or as a view with strides that do not match its shape."""
    if layout == "plain" or value.dim() == 0:
        return value
    wide = torch.stack((value, torch.zeros_like(value)), dim=-1)
    return wide[..., 0]


def _same(after: torch.Tensor, before: torch.Tensor) -> bool:
    if type(after) is not _Tensor or after.shape != before.shape or after.dtype != before.dtype:
        return False
    return bool(torch.equal(torch.nan_to_num(after.detach()), torch.nan_to_num(before)))


_REHEARSAL = """
class Rehearsal:
    def __call__(self, y_pred, y_true):
        return (y_pred * y_true).sum()
"""


def _rehearse() -> None:
    """Go once through all that a question needs: what a fresh fork does first takes longest, and
    until the learner's file is here nobody waits."""
    host = Host()
    header = {"name": "Rehearsal", "kind": "class", "path": "rehearsal", "source": _REHEARSAL}
    loaded, _ = host.load(header)
    names = ["y_pred", "y_true"]
    call = {"arguments": names, "gradient": names[:1], "instance": "", "layout": "strided"}
    reply = host.call({"calls": [call]}, {f"0.{name}": torch.ones(2, 3) for name in names})
    frame = wire.encode(*reply)
    size = int.from_bytes(frame[:4], "big")
    wire.decode(frame[8 : 8 + size], frame[8 + size :])
    assert (loaded["status"], reply[0]["answers"][0]["status"]) == ("loaded", "tensor")
    linecache.cache.pop("rehearsal", None)
    del sys.modules["learner"]


def serve(sock: socket.socket) -> None:
    """Answer the judge until it hangs up. The learner's file is in its first question."""
    _rehearse()
    host = Host()
    leave = os._exit
    send, receive = wire.send, wire.receive
    send(sock, {"status": "ready"}, {})  # confined; what fails from here on is the learner's
    while True:
        try:
            header, tensors = receive(sock, 64 * 2**20)
        except wire.WireError:
            leave(0)
        operation = header.get("do")
        if operation == "load":
            reply = host.load(header)
        elif operation == "signature":
            reply = host.signature(header)
        else:
            reply = host.call(header, tensors)
        send(sock, *reply)
