"""What is said of an exception of the learner's code: its words, the learner's own lines."""

from __future__ import annotations

import linecache
from typing import Any

from grader.candidate import guard

_LONGEST_MESSAGE = 600


def syntax(error: SyntaxError | ValueError) -> dict[str, Any]:
    line = getattr(error, "lineno", None) or 1
    column = getattr(error, "offset", None)
    text = getattr(error, "msg", None) or str(error)
    return {"type": type(error).__name__, "message": _sendable(str(text)[:300]), "line": line,
            "column": column}  # fmt: skip


def raised(error: BaseException, path: str) -> dict[str, Any]:
    refused = guard.mark_of(error)
    try:
        message = str(error)
    except BaseException:
        message = ""
    return {
        "type": _sendable(type(error).__name__[:80]),
        "message": _sendable(message[:_LONGEST_MESSAGE]),
        "frames": _frames(error, path),
        "builtin": refused,
        "unwritten": type(error) is NotImplementedError and _raised_by_hand(error, path),
        "exits": isinstance(error, SystemExit | KeyboardInterrupt | GeneratorExit),
        "memory": isinstance(error, MemoryError) or "can't allocate memory" in message,
    }


def _raised_by_hand(error: BaseException, path: str) -> bool:
    """Whether the learner's own file says ``raise``: torch raises NotImplementedError too."""
    trace_back = error.__traceback__
    while trace_back is not None and trace_back.tb_next is not None:
        trace_back = trace_back.tb_next
    if trace_back is None or trace_back.tb_frame.f_code.co_filename != path:
        return False
    return "NotImplementedError" in linecache.getline(path, trace_back.tb_lineno)


def _frames(error: BaseException, path: str) -> list[dict[str, Any]]:
    """The learner's own lines only, innermost last."""
    frames: list[dict[str, Any]] = []
    trace_back = error.__traceback__
    while trace_back is not None and len(frames) < 2000:
        code = trace_back.tb_frame.f_code
        if code.co_filename == path:
            positions = list(code.co_positions())[trace_back.tb_lasti // 2 :][:1]
            start, end = (positions[0][2], positions[0][3]) if positions else (None, None)
            same_line = bool(positions) and positions[0][0] == positions[0][1]
            frames.append(
                {
                    "line": trace_back.tb_lineno,
                    "function": code.co_name[:80],
                    "code": linecache.getline(path, trace_back.tb_lineno).strip()[:200],
                    "column": start,
                    "end_column": end if same_line else None,
                }
            )
        trace_back = trace_back.tb_next
    return frames[-5:]


def _sendable(text: str) -> str:
    """The text without lone surrogates, which cannot be encoded."""
    return text.encode("utf-8", "replace").decode()
